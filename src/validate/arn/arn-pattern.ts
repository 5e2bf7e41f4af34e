/** The fields of an ARN in a policy, variables kept. */
export interface ArnFields {
  partition: string;
  service: string;
  region: string;
  account: string;
  resource: string;
}

/** `${aws:username}` and the like: any text as far as a check can know. */
const VARIABLE = /\$\{[^}]*\}/g;

/** Splits `arn:…` at colons outside variables; the last field takes the rest. */
export function splitArn(text: string): string[] {
  const masked = text.replace(VARIABLE, (variable) => variable.replaceAll(':', '\u0000'));
  const fields = masked.split(':');
  const all = fields.length > 6 ? [...fields.slice(0, 5), fields.slice(5).join(':')] : fields;
  return all.map((field) => field.replaceAll('\u0000', ':'));
}

/** The fields of a whole ARN, or undefined when it has fewer than six. */
export function arnFields(text: string): ArnFields | undefined {
  const [arn, partition, service, region, account, resource] = splitArn(text);
  if (arn !== 'arn' || resource === undefined) return undefined;
  return { partition: partition!, service: service!, region: region!, account: account!, resource };
}

/** A field as a glob: variables may be any text, except the escapes of wildcards, which are one character. */
export const asGlob = (field: string): string =>
  field.replace(VARIABLE, (variable) => (/^\$\{[*?$]\}$/.test(variable) ? '?' : '*')).replace(/\*{2,}/g, '*');

/** Nothing of the field is fixed by wildcards or variables: it can be checked as it stands. */
export const isPlain = (field: string): boolean => !/[*?]|\$\{/.test(field);
