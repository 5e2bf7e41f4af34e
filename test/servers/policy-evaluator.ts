/**
 * IAM evaluation for the oracle, written without a look at src/prove: patterns become regular expressions, everything else is the words of
 * the IAM user guide. Slow and plain on purpose.
 */
export interface OracleRequest {
  action: string;
  resource: string;
  principal?: { [kind: string]: string };
  context: { [key: string]: string | string[] };
}

// biome-ignore lint/suspicious/noExplicitAny: documents of any shape come in
type Json = any;

export const listOf = (value: Json): Json[] => (value === undefined ? [] : Array.isArray(value) ? value : [value]);

export function evaluate(policy: Json, request: OracleRequest): 'Allow' | 'Deny' | 'None' {
  const hits = listOf(policy.Statement).filter((statement) =>
    applies(statement, request, policy.Version === '2012-10-17'),
  );
  if (hits.some(({ Effect }) => Effect === 'Deny')) return 'Deny';
  return hits.length > 0 ? 'Allow' : 'None';
}

function applies(statement: Json, request: OracleRequest, variables: boolean): boolean {
  const action = (list: Json) => listOf(list).some((one) => regex(one, 'i', '[^]*').test(request.action));
  const resource = (list: Json) =>
    listOf(list).some((one) => matchesResource(fill(one, request, variables), request.resource));
  const principal = (one: Json) => matchesPrincipal(one, request.principal);
  return (
    (statement.NotAction === undefined ? action(statement.Action) : !action(statement.NotAction)) &&
    (statement.NotResource === undefined
      ? statement.Resource === undefined || resource(statement.Resource)
      : !resource(statement.NotResource)) &&
    (statement.Principal === undefined || principal(statement.Principal)) &&
    (statement.NotPrincipal === undefined || !principal(statement.NotPrincipal)) &&
    Object.entries(statement.Condition ?? {}).every(([operator, block]) =>
      Object.entries(block as Json).every(([key, wanted]) =>
        holds(operator, key, listOf(wanted).map(String), request, variables),
      ),
    )
  );
}

/** Literal `*` and `?` of escapes and variable values are moved out of the way of the wildcards. */
const HIDE: { [letter: string]: string } = { '*': '\u2460', '?': '\u2461' };
const hide = (text: string) => text.replace(/[*?]/g, (letter) => HIDE[letter]!);
const show = (text: string) => text.replaceAll('\u2460', '*').replaceAll('\u2461', '?');

/** Variables filled in; undefined when one has no value. */
function fill(text: string, request: OracleRequest, variables: boolean): string | undefined {
  if (!variables) return text;
  let known = true;
  const out = text.replace(/\$\{([^}]*)\}/g, (_, body: string) => {
    if (body === '*' || body === '?') return HIDE[body]!;
    if (body === '$') return '$';
    const [, key, fallback] = /^\s*([^,\s]+)\s*(?:,\s*'([^']*)')?\s*$/.exec(body) ?? [];
    const values = key === undefined ? [] : valuesOf(request, key);
    if (values?.length === 1) return hide(values[0]!);
    if (fallback !== undefined) return hide(fallback);
    known = false;
    return '';
  });
  return known ? out : undefined;
}

function regex(glob: string, flags: string, star: string): RegExp {
  const source = [...glob].map((one) => {
    if (one === '*') return star;
    if (one === '?') return star === '[^]*' ? '[^]' : '[^:]';
    return show(one).replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  });
  return new RegExp(`^${source.join('')}$`, flags);
}

function matchesResource(pattern: string | undefined, resource: string): boolean {
  if (pattern === undefined) return false;
  if (!pattern.startsWith('arn:')) return regex(pattern, '', '[^]*').test(resource);
  const parts = pattern.split(':');
  if (parts.length >= 6) {
    const fields = resource.split(':');
    if (fields.length < 6) return false;
    const rest = regex(parts.slice(5).join(':'), '', '[^]*').test(fields.slice(5).join(':'));
    return rest && parts.slice(0, 5).every((part, i) => regex(part, '', '[^:]*').test(fields[i]!));
  }
  const missing = pattern.endsWith('*') ? '' : '(:[^]*)?';
  const source = parts.map((part) => regex(part, '', '[^:]*').source.slice(1, -1)).join(':');
  const open = pattern.endsWith('*') ? `${source.slice(0, -'[^:]*'.length)}[^]*` : source;
  return new RegExp(`^${open}${missing}$`).test(resource);
}

function matchesPrincipal(element: Json, who: OracleRequest['principal']): boolean {
  if (element === '*') return true;
  if (!who) return false;
  return Object.entries(element).some(([kind, list]) =>
    listOf(list).some((value: string) => {
      if (kind === 'AWS' && value === '*') return who['Service'] === undefined;
      const own = who[kind];
      if (own === undefined) return false;
      if (value === '*' || value === own) return true;
      if (kind !== 'AWS') return false;
      const account = /^\d{12}$/.test(value) ? value : /^arn:[^:]*:iam::(\d{12}):root$/.exec(value)?.[1];
      if (account) return own === account || own.split(':')[4] === account;
      const session = /^arn:[^:]*:sts::(\d{12}):assumed-role\/([^/]+)\//.exec(own);
      return !!session && new RegExp(`^arn:[^:]*:iam::${session[1]}:role/(.*/)?${session[2]}$`).test(value);
    }),
  );
}

function valuesOf(request: OracleRequest, key: string): string[] | undefined {
  const found = Object.entries(request.context).find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1];
  const values = found === undefined ? [] : listOf(found);
  return values.length > 0 ? (values as string[]) : undefined;
}

function holds(name: string, key: string, wanted: string[], request: OracleRequest, variables: boolean): boolean {
  const [, set, base, suffix] = /^(?:(forallvalues|foranyvalue):)?(.*?)(ifexists)?$/i.exec(name)!;
  const operator = base!.toLowerCase();
  const values = valuesOf(request, key);
  if (operator === 'null') return wanted.some((one) => (one.toLowerCase() === 'true') === (values === undefined));
  const negated = /not/.test(operator);
  const quantifier = set?.toLowerCase();
  if (!values)
    return suffix !== undefined || quantifier === 'forallvalues' || (negated && quantifier !== 'foranyvalue');
  const positive = operator.replace('not', '');
  const texts = /^(string|arn)/.test(operator) ? wanted.map((one) => fill(one, request, variables)) : wanted;
  const passes = (value: string) => texts.some((one) => one !== undefined && compare(positive, one, value)) !== negated;
  if (quantifier === 'forallvalues' || (quantifier === undefined && negated)) return values.every(passes);
  return values.some(passes);
}

function compare(operator: string, wanted: string, value: string): boolean {
  if (operator === 'stringequals') return show(wanted) === value;
  if (operator === 'stringequalsignorecase') return show(wanted).toLowerCase() === value.toLowerCase();
  if (operator === 'bool') return wanted.toLowerCase() === value.toLowerCase();
  if (operator === 'stringlike') return regex(wanted, '', '[^]*').test(value);
  if (operator.startsWith('arn')) return matchesResource(wanted, value);
  if (operator === 'ipaddress') return inBlock(wanted, value);
  if (operator.startsWith('numeric')) return order(operator.slice('numeric'.length), Number(value) - Number(wanted));
  if (operator.startsWith('date')) return order(operator.slice('date'.length), Date.parse(value) - Date.parse(wanted));
  throw new Error(`the oracle does not know ${operator}`);
}

function order(operator: string, difference: number): boolean {
  if (operator === 'equals') return difference === 0;
  if (operator.endsWith('equals') && difference === 0) return true;
  return operator.startsWith('less') ? difference < 0 : difference > 0;
}

/** IPv4 only: enough for an oracle. */
function inBlock(block: string, address: string): boolean {
  const [base, length] = block.split('/');
  const bits = (text: string) =>
    text
      .split('.')
      .map((one) => Number(one).toString(2).padStart(8, '0'))
      .join('');
  if (!/^[\d.]+$/.test(address) || !/^[\d.]+$/.test(base!)) return false;
  const size = Number(length ?? 32);
  return bits(base!).slice(0, size) === bits(address).slice(0, size);
}
