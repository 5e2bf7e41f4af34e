import type { Catalog, SdkClient } from '../../catalog/types.js';
import type { CallContext, ExternalValue, Value } from '../interpret/value.js';
import { type ClientShape, clientValue } from './client.js';
import { clientFacts, inspectConfig } from './client-facts.js';
import { commandClass } from './command.js';
import { documentMethod, documentOperation, documentWords } from './document-operations.js';
import { CLIENT_CLASS, external, externalFunction } from './external.js';
import { helperFunction } from './helpers.js';
import { aggregatedShape, namespaceOf } from './namespace.js';
import { alternativesWithin, unionOf, unknownValue } from './values.js';

const SPECIFIER = '@aws-sdk/lib-dynamodb';

/** `@aws-sdk/lib-dynamodb`: commands, clients and paginators of the document client. */
export function documentNamespace(catalog: Catalog): ExternalValue {
  const sdk = catalog.client('dynamodb');
  return namespaceOf(SPECIFIER, (name) => documentExport(sdk, name), [
    ...documentWords.map((word) => `${word}Command`),
    ...CLIENTS,
  ]);
}

const CLIENTS = ['DynamoDBDocumentClient', 'DynamoDBDocument'];

function documentExport(sdk: SdkClient | undefined, name: string): Value | undefined {
  const word = /^([A-Z]\w*)Command$/.exec(name)?.[1];
  const operation = word && documentOperation(word);
  if (operation) return commandClass(`${SPECIFIER}.${name}`, 'dynamodb', operation, true);
  if (CLIENTS.includes(name)) return documentClientClass(documentShape(name, sdk));
  return name.startsWith('paginate') ? helperFunction('dynamodb', sdk, name) : undefined;
}

/** `DynamoDBDocument` has the document words and the methods of `DynamoDB`'s base client; `DynamoDBDocumentClient` only has `send`. */
export function documentShape(name: string, sdk: SdkClient | undefined): ClientShape {
  const shape: ClientShape = { name, client: 'dynamodb', sdk, form: 'document client' };
  if (name !== 'DynamoDBDocument') return shape;
  return { ...aggregatedShape(name, 'dynamodb', sdk), form: 'document client', operationOf: documentMethod };
}

function documentClientClass(shape: ClientShape): ExternalValue {
  const key = `class:lib-dynamodb:${shape.name}`;
  const from = externalFunction(`${key}.from`, (args, context) => wrap(shape, args[0], context));
  const self: ExternalValue = external(
    shape.name,
    key,
    {
      get: (property) => (property === 'from' ? from : undefined),
      construct: (args, context) => wrap(shape, args[0], context),
      extend: () => self,
    },
    CLIENT_CLASS,
  );
  return self;
}

/** The document client over a client: it has that client's region and credentials. Also of clients nobody knows. */
function wrap(shape: ClientShape, over: Value | undefined, context: CallContext): Value {
  const configs = alternativesWithin(over).map((one) => clientFacts(one)?.config ?? inspectConfig(context, one));
  return (
    unionOf((configs.length > 0 ? configs : [{}]).map((config) => clientValue(shape, config))) ??
    unknownValue(shape.name)
  );
}
