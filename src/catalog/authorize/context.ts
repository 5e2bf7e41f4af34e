import type { Argument } from '../../model/argument.js';
import type { DeployedResource } from '../../model/function.js';
import { literalOf, type Text } from '../../model/text.js';
import type { AuthorizeInput, Catalog } from '../types.js';

/** What rules are evaluated against, besides the request itself. */
export interface RuleContext {
  catalog: Catalog;
  call: AuthorizeInput;
  /** Service prefix of the client's own actions. */
  prefix: string;
  fields: { [field: string]: Text };
  resources: { readonly [target: string]: DeployedResource };
}

const pseudo = (target: string): Text => [{ kind: 'reference', target: `AWS::${target}`, targetKind: 'pseudo' }];

/** What a call's rules are evaluated against: the catalog, the deployed resources and the fields every ARN leaves open. */
export function contextOf(call: AuthorizeInput, catalog: Catalog): RuleContext {
  return {
    catalog,
    call,
    prefix: catalog.client(call.client)?.prefix ?? '',
    fields: { Partition: pseudo('Partition'), Region: regionOf(call.region), Account: pseudo('AccountId') },
    resources: call.resources ?? {},
  };
}

/** The client's Region; the function's own where the code sets none or reads it from Lambda's environment. */
function regionOf(region: Argument | undefined): Text {
  if (region?.kind === 'unknown')
    return [{ kind: 'unknown', reason: region.reason, ...(region.at && { at: region.at }) }];
  if (region?.kind !== 'text' || literalOf(region.text) === '') return pseudo('Region');
  const [part] = region.text;
  const own = region.text.length === 1 && part?.kind === 'env' && /^AWS_(DEFAULT_)?REGION$/.test(part.name);
  return own ? pseudo('Region') : region.text;
}
