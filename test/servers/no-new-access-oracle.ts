import { evaluate, listOf, type OracleRequest } from './policy-evaluator.js';

// biome-ignore lint/suspicious/noExplicitAny: documents of any shape come in
type Json = any;

/**
 * CheckNoNewAccess by brute force: makes requests out of the two policies' own texts and tries them. It can overlook new access, but what
 * it finds is real. Shares no code with src/prove.
 */
export function checkNoNewAccess(
  existing: Json,
  candidate: Json,
  tries = 4000,
  seed = 1,
): { result: 'PASS' | 'FAIL'; request?: OracleRequest } {
  const statements = [...listOf(existing.Statement), ...listOf(candidate.Statement)];
  const next = random(seed);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)]!;
  const actions = unique([
    ...statements.flatMap((one) => listOf(one.Action ?? one.NotAction)).flatMap(fillings),
    'other:Action',
  ]);
  const patterns = unique(statements.flatMap((one) => listOf(one.Resource ?? one.NotResource)));
  const resources = unique([...patterns.flatMap(fillings), '*', 'arn:aws:other:us-east-1:123456789012:thing']);
  const fields = [1, 2, 3, 4, 5].map((i) =>
    unique(resources.filter((one) => one.startsWith('arn:')).map((one) => fieldOf(one, i))),
  );
  const values = contextValues(statements);
  const principals = principalsOf(statements);
  const ownActions = listOf(candidate.Statement)
    .flatMap((one) => listOf(one.Action))
    .flatMap(fillings);
  const ownResources = listOf(candidate.Statement)
    .flatMap((one) => listOf(one.Resource))
    .flatMap(fillings);
  for (let i = 0; i < tries; i++) {
    const mixed = () => `arn:${fields.map(pick).join(':')}`;
    const request: OracleRequest = {
      action: next() < 0.7 && ownActions.length > 0 ? pick(ownActions) : pick(actions),
      resource: next() < 0.5 && ownResources.length > 0 ? pick(ownResources) : next() < 0.6 ? pick(resources) : mixed(),
      ...(principals.length > 0 && { principal: pick(principals) }),
      context: {},
    };
    for (const [key, choices] of values) {
      const value = pick(choices);
      if (value !== undefined) request.context[key] = value;
    }
    if (request.principal) identify(request, values.has('aws:PrincipalArn'), values.has('aws:PrincipalAccount'), next);
    if (evaluate(candidate, request) === 'Allow' && evaluate(existing, request) !== 'Allow')
      return { result: 'FAIL', request };
  }
  return { result: 'PASS' };
}

/** Gives the request the keys that say who asks: an IAM principal has its own ARN there, a session the ARN of its role. */
function identify(request: OracleRequest, withArn: boolean, withAccount: boolean, next: () => number): void {
  const { context } = request;
  const who = request.principal!;
  if (JSON.stringify(who).includes('stranger') || who['CanonicalUser'] === STRANGER) {
    delete context['aws:PrincipalArn'];
    delete context['aws:PrincipalAccount'];
  }
  const [, type, account, session] =
    /^arn:[^:]*:(iam|sts)::(\d{12}):(?:assumed-role\/([^/]+))?/.exec(who['AWS'] ?? '') ?? [];
  const given = context['aws:PrincipalArn'];
  if (withArn && type === 'iam') context['aws:PrincipalArn'] = who['AWS']!;
  if (
    withArn &&
    session &&
    !(typeof given === 'string' && given.endsWith(`/${session}`) && given.includes(`${account}:role/`))
  )
    context['aws:PrincipalArn'] = `arn:aws:iam::${account}:role/${next() < 0.5 ? '' : 'app/'}${session}`;
  if (withAccount && account) context['aws:PrincipalAccount'] = account;
}

const STRANGER = 'e'.repeat(64);

const unique = <T>(items: readonly T[]): T[] => [...new Set(items)];

const fieldOf = (arn: string, i: number): string =>
  i < 5 ? (arn.split(':')[i] ?? '') : arn.split(':').slice(5).join(':');

/** Texts that a pattern matches: wildcards replaced by nothing, a letter, a path. */
function fillings(pattern: string): string[] {
  const plain = pattern.replace(/\$\{[*?$]\}/g, (one) => one[2]!).replace(/\$\{[^}]*\}/g, 'alice');
  if (!/[*?]/.test(plain)) return [plain];
  return ['', 'q', 'x/y', 'aB'].map((text) => plain.replaceAll('*', text).replaceAll('?', 'z'));
}

/** For every condition key: absent, the values that policies name, values next to them, and lists where a set operator asks. */
function contextValues(statements: Json[]): Map<string, (string | string[] | undefined)[]> {
  const out = new Map<string, (string | string[] | undefined)[]>();
  for (const { Condition: condition } of statements) {
    for (const [operator, block] of Object.entries(condition ?? {})) {
      for (const [key, list] of Object.entries(block as Json)) {
        const name = [...out.keys()].find((one) => one.toLowerCase() === key.toLowerCase()) ?? key;
        const texts = listOf(list)
          .map(String)
          .flatMap((text) => [...fillings(text), ...neighbours(operator, text)]);
        const all = [...(out.get(name) ?? [undefined, 'other']), ...texts];
        out.set(
          name,
          /^for/i.test(operator) ? [...all, ...texts.map((one) => [one, 'other']), texts.slice(0, 3)] : all,
        );
      }
    }
  }
  for (const [, variable] of JSON.stringify(statements).matchAll(/\$\{([A-Za-z0-9:/_.-]+)[^}]*\}/g))
    out.set(variable!, [...(out.get(variable!) ?? [undefined]), 'alice', 'q']);
  return out;
}

function neighbours(operator: string, text: string): string[] {
  if (/numeric/i.test(operator)) return [-1, -0.5, 0.5, 1].map((step) => String(Number(text) + step));
  if (/date/i.test(operator)) return [-1000, 1000].map((step) => new Date(Date.parse(text) + step).toISOString());
  if (/ip/i.test(operator)) return [text.split('/')[0]!, '198.51.100.7', '10.0.0.1'];
  if (/bool/i.test(operator)) return ['true', 'false'];
  return [`${text}x`, text.toUpperCase()];
}

type Principal = { [kind: string]: string };

function principalsOf(statements: Json[]): Principal[] {
  if (!statements.some((one) => one.Principal !== undefined || one.NotPrincipal !== undefined)) return [];
  const named: Principal[] = statements.flatMap((one): Principal[] => {
    const element = one.Principal ?? one.NotPrincipal ?? {};
    return element === '*'
      ? []
      : Object.entries(element).flatMap(([kind, list]) => listOf(list).map((value: string) => ({ [kind]: value })));
  });
  const arns = named.flatMap((one): Principal[] => {
    const value = one['AWS'];
    if (value === undefined || value === '*') return [];
    const account = /^\d{12}$/.test(value) ? value : value.split(':')[4];
    return [{ AWS: `arn:aws:iam::${account}:role/Someone` }, ...(value.startsWith('arn:') ? [{ AWS: value }] : [])];
  });
  const others = named.filter((one) => !('AWS' in one) && !Object.values(one).includes('*'));
  const fresh: Principal[] = [
    { AWS: 'arn:aws:iam::999999999999:role/Stranger' },
    { Service: 'stranger.amazonaws.com' },
    { Federated: 'stranger.example.com' },
    { CanonicalUser: STRANGER },
  ];
  return [...arns, ...others, ...fresh];
}

/** Numbers in [0, 1) that are the same for the same seed (mulberry32). */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
