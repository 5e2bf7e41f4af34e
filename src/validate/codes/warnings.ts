import { issues } from './code.js';

/** Codes of Access Analyzer's general warnings: https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html */
export const WARNINGS = issues('WARNING', {
  CREATE_SLR_WITH_NOTRESOURCE:
    'iam:CreateServiceLinkedRole with NotResource allows roles of services you did not think of.',
  CREATE_SLR_WITH_STAR_IN_ACTION_AND_NOTRESOURCE:
    'The wildcard {action} with NotResource allows iam:CreateServiceLinkedRole for many services.',
  CREATE_SLR_WITH_NOTACTION_AND_NOTRESOURCE:
    'NotAction with NotResource allows iam:CreateServiceLinkedRole for many services.',
  CREATE_SLR_WITH_STAR_IN_RESOURCE:
    'iam:CreateServiceLinkedRole on {resource} allows roles of services you did not think of.',
  CREATE_SLR_WITH_STAR_IN_ACTION_AND_RESOURCE:
    'The wildcard {action} on {resource} allows iam:CreateServiceLinkedRole for every service.',
  CREATE_SLR_WITH_STAR_IN_RESOURCE_AND_NOTACTION:
    'NotAction on {resource} allows iam:CreateServiceLinkedRole for every service.',
  DEPRECATED_GLOBAL_CONDITION_KEY: 'The condition key {key} is deprecated; use {instead}.',
  INVALID_DATE_VALUE: '{value} is seconds since 1970; write a date as YYYY-MM-DD.',
  INVALID_ROLE_REFERENCE: '{value} is the id of a role; use its ARN.',
  INVALID_USER_REFERENCE: '{value} is the id of a user; use its ARN.',
  MISSING_VERSION: 'Without "Version": "2012-10-17" the old rules hold and variables do not work.',
  UNIQUE_SIDS_RECOMMENDED: 'The Sid {sid} is used twice.',
  WILDCARD_WITHOUT_LIKE_OPERATOR: '{value} holds a wildcard, which {operator} takes literally; use the Like operator.',
  POLICY_SIZE_EXCEEDS_IDENTITY_POLICY_QUOTA:
    'The policy has {size} characters without white space; a managed policy may have {quota}.',
  POLICY_SIZE_EXCEEDS_RESOURCE_POLICY_QUOTA:
    'The policy has {size} characters; a policy of {resourceType} may have {quota}.',
  TYPE_MISMATCH: 'The key {key} is of type {type}; use an operator for it instead of {operator}.',
  TYPE_MISMATCH_BOOLEAN: '{operator} takes true or false, not {value}.',
  TYPE_MISMATCH_DATE: '{operator} takes a date in ISO 8601 form, not {value}.',
  TYPE_MISMATCH_IP_RANGE: '{operator} takes an address or a range in CIDR form, not {value}.',
  TYPE_MISMATCH_NUMBER: '{operator} takes a number, not {value}.',
  TYPE_MISMATCH_STRING: '{operator} takes text in base64, not {value}.',
  SPECIFIC_GITHUB_REPO_AND_BRANCH_RECOMMENDED:
    '{value} admits more repositories or branches than one; name organisation, repository and branch.',
  POLICY_SIZE_EXCEEDS_ROLE_TRUST_POLICY_QUOTA:
    'The policy has {size} characters without white space; a trust policy may have {quota} unless AWS raised it.',
});
