import { literalOf, type Text } from '../../model/text.js';
import type { Check } from './check.js';

/** Access key ids: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids */
const ACCESS_KEY = /\b(AKIA|ASIA)[A-Z0-9]{16}\b/;
const KEY_NAMES = /^AWS_(ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN)$|(^|_)(AWS_?SECRET|SECRET_ACCESS_KEY)/i;
const SECRET_NAMES = /(PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|PRIVATE_?KEY|CREDENTIALS?|CONNECTION_?STRING)$/i;
/** What stands for a secret without being one: an ARN, a path, a URL, a placeholder, a word about it. */
const HARMLESS =
  /^(arn:|\/|https?:|alias\/|<|changeme|change-me|your|todo|none|null|true|false|example|test|dummy|xxx)/i;

/** IT335 and IT336: secrets in the environment. The values are never printed. */
export const secrets: Check = (spec, _context, report) => {
  for (const [name, text] of Object.entries(spec.environment)) {
    const location = spec.environmentAt[name] ?? spec.at;
    const value = literalOf(text);
    if ((value !== undefined && ACCESS_KEY.test(value)) || (KEY_NAMES.test(name) && value !== ''))
      report({ ruleId: 'IT335', level: 'error', args: { id: spec.id, name }, location });
    else if (SECRET_NAMES.test(name) && value !== undefined && value.length >= 8 && !HARMLESS.test(value))
      report({ ruleId: 'IT336', level: 'warning', args: { id: spec.id, name, how: 'in plain text' }, location });
    else if (isResolvedSecret(text))
      report({
        ruleId: 'IT336',
        level: 'note',
        args: { id: spec.id, name, how: 'by a dynamic reference, which the deployment turns into plain text' },
        location,
      });
  }
};

const isResolvedSecret = (text: Text): boolean =>
  text.some(
    (part) =>
      part.kind === 'reference' &&
      part.targetKind === 'dynamic' &&
      /^(resolve:)?(secretsmanager|ssm-secure)[:/]/.test(part.target),
  );

/** IT337: https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars-encryption.html */
export const plainEnvironment: Check = (spec, _context, report) => {
  if (Object.keys(spec.environment).length > 0 && !spec.environmentKey)
    report({ ruleId: 'IT337', level: 'note', args: { id: spec.id }, location: spec.at });
};
