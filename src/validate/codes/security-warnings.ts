import { issues } from './code.js';

/** Codes of Access Analyzer's security warnings: https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html */
export const SECURITY_WARNINGS = issues('SECURITY_WARNING', {
  ALLOW_WITH_NOTPRINCIPAL: 'Allow with NotPrincipal allows everybody else, also anonymous callers.',
  FORALLVALUES_WITH_SINGLE_VALUED_KEY:
    'ForAllValues holds when {key} is absent; the key has one value, so leave the qualifier out.',
  PASS_ROLE_WITH_NOTRESOURCE: 'iam:PassRole with NotResource allows passing every other role.',
  PASS_ROLE_WITH_STAR_IN_ACTION_AND_NOTRESOURCE:
    'The wildcard {action} with NotResource allows passing every other role.',
  PASS_ROLE_WITH_NOTACTION_AND_NOTRESOURCE: 'NotAction with NotResource allows passing every other role.',
  PASS_ROLE_WITH_STAR_IN_RESOURCE:
    'iam:PassRole on {resource} allows passing many roles; name them, or add the condition iam:PassedToService.',
  PASS_ROLE_WITH_STAR_IN_ACTION_AND_RESOURCE: 'The wildcard {action} on {resource} allows passing every role.',
  PASS_ROLE_WITH_STAR_IN_RESOURCE_AND_NOTACTION: 'NotAction on {resource} allows passing every role.',
  MISSING_PAIRED_CONDITION_KEYS: 'The condition key {key} is only safe together with {keys}.',
  DENY_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE:
    'Actions of {services} do not know {key}, so this Deny does not reach them.',
  DENY_NOTACTION_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE:
    'Many actions do not know {key}, so this Deny with NotAction does not reach them.',
  RESTRICT_ACCESS_TO_SERVICE_PRINCIPAL:
    'The service {service} may be sent by anybody; restrict it with aws:SourceArn or aws:SourceAccount.',
  MISSING_CONDITION_KEY_FOR_OIDC_PRINCIPAL: 'Every user of {provider} may take the role; add conditions on its keys.',
  MISSING_GITHUB_REPO_CONDITION_KEY:
    'Every repository on GitHub may take the role; add the condition token.actions.githubusercontent.com:sub.',
});
