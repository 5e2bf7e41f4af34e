import type { Argument } from '../../model/argument.js';
import type { SourceLocation } from '../../model/location.js';
import type { CallContext, ExternalValue, Value } from '../interpret/value.js';
import { chargeWith, frozenInput, reportOperation, reportPart } from './charge.js';
import type { ClientConfig } from './client-facts.js';
import { external } from './external.js';
import { outputOf } from './output.js';
import { alternativesWithin, identityOf, objectValue, siteOf, unionOf, unknownValue } from './values.js';

/** Payload of a constructed command. */
export interface CommandFacts {
  kind: 'command';
  client: string;
  operation: string;
  input: Value;
  /** The input as charged. Code may change the object between building and sending the command. */
  constructed: Argument;
  site: SourceLocation;
}

/**
 * A v3 command class: constructing one charges the operation, because a command may reach its client by ways nobody can follow
 * (maps, tracers, reflection).
 * @param name class name for people
 * @param known false when the catalog does not list the operation: it is reported, not charged
 */
export function commandClass(name: string, client: string, operation: string, known: boolean): ExternalValue {
  const self: ExternalValue = external(name, `class:${client}:${name}`, {
    construct: (args, context) => construct(name, client, operation, known, args[0], context),
    extend: () => self,
    get: (property) => (property === 'name' ? { kind: 'string', text: [{ kind: 'literal', text: name }] } : undefined),
  });
  return self;
}

function construct(
  name: string,
  client: string,
  operation: string,
  known: boolean,
  given: Value | undefined,
  context: CallContext,
): Value {
  const input = given ?? objectValue(`input@${siteOf(context.at)}`, {});
  const constructed = frozenInput(context, input);
  if (known)
    chargeWith(
      context,
      { client, config: {} },
      { operation, input: constructed, form: 'v3 command', charged: 'constructed' },
    );
  else reportUnknownOperation(context, `new ${name}`, client, operation);
  const facts: CommandFacts = { kind: 'command', client, operation, input, constructed, site: context.at };
  const key = `command:${client}:${operation}:${siteOf(context.at)}:${identityOf(context, input)}`;
  return external(name, key, { get: (property) => commandMember(property, input) }, facts);
}

const commandMember = (property: string, input: Value): Value | undefined =>
  property === 'input'
    ? input
    : property === 'middlewareStack'
      ? unknownValue('the middleware stack of a command')
      : undefined;

export function commandFacts(value: Value): CommandFacts | undefined {
  if (value.kind !== 'external') return undefined;
  const facts = value.data as CommandFacts | undefined;
  return facts?.kind === 'command' ? facts : undefined;
}

/**
 * Notes that the commands in `value` are sent (or signed) with a client and returns the response. Reports when there is none.
 * @param site text of the call, for the ledger
 */
export function sendCommands(
  context: CallContext,
  value: Value | undefined,
  config: ClientConfig,
  site: string,
  form?: string,
): Value {
  const commands = alternativesWithin(value).flatMap((one) => commandFacts(one) ?? []);
  if (commands.length === 0) {
    const where = value?.kind === 'unknown' ? ` (${value.source ?? value.reason})` : '';
    reportOperation(
      context,
      site,
      `the command given to ${site} is not known${where}`,
      'Build the command where the handler can reach it.',
    );
    return unknownValue('the response of a command that is not known', context.at);
  }
  const outputs = commands.map((command) => {
    const input = frozenInput(context, command.input);
    const { operation, constructed } = command;
    context.markSent(command.site, { operation, constructed, input, ...config, ...(form && { form }) });
    return outputOf({ client: command.client, operation: command.operation, input, ...config }, context);
  });
  reportPart(
    context,
    site,
    `it sends ${[...new Set(commands.map((one) => one.operation))].join(', ')}, charged where the command is built`,
  );
  return unionOf(outputs) ?? unknownValue('a response', context.at);
}

/** Reports an operation that the catalog does not list for a client. */
export function reportUnknownOperation(context: CallContext, site: string, client: string, operation: string): void {
  reportOperation(
    context,
    site,
    `${operation} is no operation of ${client} that the catalog knows`,
    'If it is newer than the catalog, update iam-tighten or keep the permission by hand.',
  );
}
