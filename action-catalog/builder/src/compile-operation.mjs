import { grantByName, grantOf } from './name-rule.mjs';
import { squash } from './names.mjs';
import { tagGrants } from './tag-grants.mjs';

/** `{restApiId}` → member; v2 models name the label otherwise than the member. */
const pathTemplate = (uri, uriNames) =>
  uri.replace(/\?.*$/, '').replace(/\{([\w-]+)\+?\}/g, (_, label) => `\${${uriNames[label] ?? label}}`);

/** API Gateway's management APIs are authorised by HTTP verb on the request's path. */
function grantByVerb(operation, prefix) {
  const [method, uri] = operation.http;
  const template = `arn:\${Partition}:apigateway:\${Region}::${pathTemplate(uri.replace(/^\/v2(?=\/)/, ''), operation.uriNames)}`;
  const fill = Object.fromEntries(
    [...template.matchAll(/\$\{(\w+)\}/g)]
      .map((match) => match[1])
      .filter((name) => name !== 'Partition' && name !== 'Region')
      .map((name) => [name, name]),
  );
  return { action: `${prefix}:${method}`, evidence: 'verb', on: [{ template, fill }] };
}

/**
 * One operation as the product reads it: `{ grants }`, `{ permissionless, source }`, or `{}` when no action is proved.
 * An override replaces (`grants`), renames (`action`) or adds to (`add`) what the name rule finds.
 */
export function compileOperation(name, operation, context) {
  const { override } = context;
  if (override?.permissionless)
    return {
      permissionless: override.permissionless,
      source: override.source,
      ...(override.checked && { checked: override.checked }),
    };
  const base = override?.grants ?? baseGrants(name, operation, context);
  const byHand = [...base, ...(override?.add ?? [])];
  if (base.length > 0) byHand.push(...wheneverGrants(name, operation, base[0], byHand, context.whenever ?? []));
  if (base.length > 0) {
    const tags = tagGrants(name, operation, base[0], madeBy(name, base[0].on), context.service, context.tags);
    byHand.push(...tags.filter(({ action }) => !byHand.some((grant) => grant.action === action)));
  }
  const grants = [...byHand, ...(base.length > 0 ? rolesBeyond(byHand, context.passRoles) : [])];
  const instead = (context.instead ?? [])
    .filter((rule) => new RegExp(rule.operations).test(name))
    .map((rule) => ({ when: rule.when, grants: rule.grants }));
  if (grants.length > 0)
    return {
      grants: grants.map((grant) => inAccount(grant, operation, context)),
      ...(instead.length > 0 && { instead }),
    };
  if (operation.noAuth)
    return { permissionless: 'the API takes unsigned requests', source: 'aws-sdk v2 model: authtype none' };
  return {};
}

/**
 * Grants of every operation with a certain member (tags given on creation). `"on": ["same"]` is what the operation makes;
 * `${Operation}` in a condition is the operation's name.
 */
function wheneverGrants(name, operation, base, byHand, rules) {
  const applying = rules.filter(
    (rule) => rule.grant.when in operation.input.members() && new RegExp(rule.operations).test(name),
  );
  return applying
    .filter((rule) => !byHand.some((grant) => grant.action === rule.grant.action))
    .map(({ grant }) =>
      JSON.parse(
        JSON.stringify({ ...grant, on: grant.on[0] === 'same' ? madeBy(name, base.on) : grant.on }).replaceAll(
          '${Operation}',
          name,
        ),
      ),
    );
}

/**
 * Of the resources of a call those that it makes: the ones it is called after (not the option group of a new instance), and those whose
 * id is not known yet. All of them where neither can be told.
 */
function madeBy(name, on) {
  const made = on.filter(
    (rule) => rule !== '*' && rule.type && (squash(name).includes(squash(rule.type)) || (!rule.whole && !rule.fill)),
  );
  return made.length > 0 ? made : on;
}

/** Where a member of the request names the account that owns the service's resource, the ARN has that account. */
function inAccount(grant, operation, { account = [], service }) {
  const member = account.find((name) => name in operation.input.members());
  if (!member) return grant;
  const isOwn = (rule) =>
    rule !== '*' &&
    !rule.whole &&
    !rule.type?.includes(':') &&
    grant.action.startsWith(`${service.prefix}:`) &&
    (rule.template ?? service.resourceTypes[rule.type]?.arn ?? '').includes('${Account}');
  const fill = { from: member, as: 'account-id', default: '' };
  return {
    ...grant,
    on: grant.on.map((rule) => (isOwn(rule) ? { ...rule, fill: { ...rule.fill, Account: fill } } : rule)),
  };
}

/** Roles that no hand-written grant passes already. */
const rolesBeyond = (grants, passRoles) =>
  passRoles.filter((role) => !grants.some((grant) => grant.action === 'iam:PassRole' && grant.when === role.when));

function baseGrants(name, operation, { service, override, hints, authorizedByVerb }) {
  if (!service) return [];
  const byHand = (grant) => ({
    ...grant,
    ...(override.on && { on: override.on }),
    source: override.source,
    ...(override.checked && { checked: override.checked }),
  });
  if (override?.action) return [byHand(grantOf(override.action, name, operation, service, 'override', hints))];
  const grant = grantByName(name, operation, service, hints);
  if (grant) return operation.noAuth ? [] : [override?.on ? byHand(grant) : grant];
  return authorizedByVerb ? [grantByVerb(operation, service.prefix)] : [];
}
