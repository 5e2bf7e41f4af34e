import { issues } from './code.js';

/** Codes of Access Analyzer's suggestions: https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html */
export const SUGGESTIONS = issues('SUGGESTION', {
  EMPTY_ARRAY_ACTION: 'The statement names no actions and does nothing.',
  EMPTY_ARRAY_CONDITION: 'The condition key {key} has no values.',
  EMPTY_ARRAY_CONDITION_FORALLVALUES: 'ForAllValues without values holds only when {key} is absent; say so with Null.',
  EMPTY_ARRAY_CONDITION_FORANYVALUE: 'ForAnyValue without values for {key} never holds.',
  EMPTY_ARRAY_CONDITION_IFEXISTS: 'IfExists without values holds only when {key} is absent; say so with Null.',
  EMPTY_ARRAY_PRINCIPAL: 'The statement names no principals and does nothing.',
  EMPTY_ARRAY_RESOURCE: 'The statement names no resources and does nothing.',
  EMPTY_OBJECT_CONDITION: 'The condition is empty; leave it out.',
  EMPTY_OBJECT_PRINCIPAL: 'The statement names no principals and does nothing.',
  EMPTY_SID_VALUE: 'The Sid is empty; give it a name or leave it out.',
  IMPROVE_IP_RANGE: 'The bits behind the mask do not count; write {range}.',
  NULL_WITH_QUALIFIER: 'Null with {qualifier} is always {value}.',
  PRIVATE_IP_ADDRESS_SUBSET:
    'aws:SourceIp is a public address: {ranges} never matches. Use aws:VpcSourceIp for private ranges.',
  PRIVATE_NOTIPADDRESS_SUBSET:
    'aws:SourceIp is a public address: excluding {ranges} has no effect. Use aws:VpcSourceIp for private ranges.',
  REDUNDANT_ACTION: '{action} is covered by {by}.',
  REDUNDANT_CONDITION_VALUE_NUM: 'Of several values of {operator} for {key} only {value} counts.',
  REDUNDANT_RESOURCE: '{resource} is covered by {by}.',
  REDUNDANT_STATEMENT: 'The statement says the same as statement {other}.',
  WILDCARD_IN_SERVICE_NAME: 'A wildcard in the name of the service also takes in services you did not think of.',
  ALLOW_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE:
    'Actions of {services} do not know {key}, so this statement never allows them.',
  ALLOW_NOTACTION_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE:
    'Many actions do not know {key}, so this statement with NotAction never allows them.',
  RECOMMENDED_CONDITION_KEY_FOR_SERVICE_PRINCIPAL:
    'Restrict the service {service} with aws:SourceArn or aws:SourceAccount rather than {key}.',
  IRRELEVANT_CONDITION_KEY_IN_POLICY:
    'The condition key {key} says nothing in a policy of {resourceType}; it belongs in identity policies.',
  REDUNDANT_PRINCIPAL_IN_ROLE_TRUST_POLICY: 'The session {session} is covered by its role {role}.',
  CONFIRM_AUDIENCE_CLAIM_TYPE: 'Is {key} one value or several? Use {qualifier} only if the provider sends several.',
});
