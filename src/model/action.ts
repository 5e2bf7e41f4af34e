/** `s3:GetObject`: service prefix and name as the Service Authorization Reference spells them. */
export type Action = `${string}:${string}`;

/** Lower-case prefix of an action: `s3`, `dynamodb`, `execute-api`. */
export type ServicePrefix = string;

/** Access levels of the Service Authorization Reference. */
export type AccessLevel = 'List' | 'Read' | 'Write' | 'Tagging' | 'Permissions management';

export const servicePrefixOf = (action: string): ServicePrefix =>
  action.slice(0, Math.max(0, action.indexOf(':'))).toLowerCase();

export const actionNameOf = (action: string): string => action.slice(action.indexOf(':') + 1);
