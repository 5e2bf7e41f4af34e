import type { GrantRule, OperationsFile, When } from '../rules.js';
import type { Authorization, AuthorizeInput, Catalog } from '../types.js';
import type { RuleContext } from './context.js';
import { contextOf } from './context.js';
import { decide, inWords } from './decide.js';
import { deploymentOf } from './deployed.js';
import { type Found, lookUp, type Scope } from './look-up.js';
import { needsOf } from './needs.js';

type Outcome = Pick<Authorization, 'needs' | 'questions'>;

/** What one call needs, from the rules of its operation. Never guesses: what can't be decided is a question, not a need. */
export function authorizeCall(call: AuthorizeInput, catalog: Catalog, file: OperationsFile | undefined): Authorization {
  const record = file && Object.hasOwn(file.operations, call.operation) ? file.operations[call.operation] : undefined;
  if (!record) return { outcome: 'unknown-operation', needs: [], questions: [] };
  if (record.permissionless) {
    const source = record.source && { source: record.source };
    return { outcome: 'permissionless', why: record.permissionless, ...source, needs: [], questions: [] };
  }
  if (!record.grants) return { outcome: 'unknown-action', needs: [], questions: [] };
  const context = contextOf(call, catalog);
  const inputs = call.input.kind === 'choice' ? call.input.of : [call.input];
  const outcomes = inputs.flatMap((input) => {
    const scope: Scope = { input, ...(call.endpoint && { endpoint: call.endpoint }) };
    return grantsFor(record.grants!, record.instead ?? [], scope, context).flatMap((grant) =>
      applyGrant(grant, scope, context),
    );
  });
  const needs = distinct(outcomes.flatMap((outcome) => outcome.needs));
  return { outcome: 'authorized', needs, questions: distinct(outcomes.flatMap((outcome) => outcome.questions)) };
}

/** The operation's own grants, or what it needs in their place; both where the code can pass either. */
function grantsFor(
  own: GrantRule[],
  instead: { when: When; grants: GrantRule[] }[],
  scope: Scope,
  context: RuleContext,
): GrantRule[] {
  const answers = instead.map((other) => ({ other, answer: decide(other.when, scope, deploymentOf(context)) }));
  const possible = answers.filter(({ answer }) => answer.yes);
  const replaced = possible.some(({ answer }) => !answer.no && !answer.unknown);
  return [...(replaced ? [] : own), ...possible.flatMap(({ other }) => other.grants)];
}

/** A grant with `each` counts once for every element the code passes. */
function applyGrant(grant: GrantRule, scope: Scope, context: RuleContext): Outcome[] {
  // Optional dependents are shown by `catalog show`; without a condition that holds they are never granted.
  if (grant.kind === 'optional' && !grant.when) return [];
  if (!grant.each) return [applyOnce(grant, scope, context)];
  return lookUp(grant.each, scope).flatMap((element) => {
    if (element.state === 'absent') return [];
    if (element.state === 'unknown') {
      if (!grant.assume) return [ask(grant, `${grant.each} is set`, element)];
      return [applyOnce(grant, elementScope(scope, unseen(element)), context)];
    }
    return [applyOnce(grant, elementScope(scope, element), context)];
  });
}

const elementScope = (scope: Scope, element: Found & { state: 'set' }): Scope => ({
  ...scope,
  element: element.value,
  ...(element.key && { key: element.key }),
});

/** An element nobody can see, with a key nobody can see. */
const unseen = (element: Found & { state: 'unknown' }): Found & { state: 'set' } => {
  const { state: _, ...why } = element;
  return { state: 'set', value: { kind: 'unknown', ...why }, key: [{ kind: 'unknown', ...why }] };
};

function applyOnce(grant: GrantRule, scope: Scope, context: RuleContext): Outcome {
  const deployment = deploymentOf(context);
  if (grant.when) {
    const answer = decide(grant.when, scope, deployment);
    if (!answer.yes) return answer.unknown ? ask(grant, inWords(grant.when), answer.unknown) : NOTHING;
  }
  if (grant.unless) {
    const answer = decide(grant.unless, scope, deployment);
    const excluded = answer.yes && !answer.no;
    if (excluded) return answer.unknown ? ask(grant, inWords({ not: grant.unless }), answer.unknown) : NOTHING;
  }
  if (grant.ask) return ask(grant, grant.when ? inWords(grant.when) : 'always', { reason: grant.ask });
  return { needs: needsOf(grant, scope, context), questions: [] };
}

const NOTHING: Outcome = { needs: [], questions: [] };

const ask = (grant: GrantRule, when: string, why: Omit<Found & { state: 'unknown' }, 'state'>): Outcome => ({
  needs: [],
  questions: [{ action: grant.action, when: grant.words ?? when, reason: why.reason, ...(why.at && { at: why.at }) }],
});

const distinct = <T>(list: T[]): T[] => [...new Map(list.map((one) => [JSON.stringify(one), one])).values()];
