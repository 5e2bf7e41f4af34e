import type { PolicyDocument, Principal, Statement } from '../../model/policy.js';
import { matchesAction } from '../../prove/index.js';

/**
 * Whether a service may take a role, by its trust policy: `service` is a service principal (`lambda.amazonaws.com`) or its first label
 * (`lambda`). Conditions are not evaluated; a Deny counts only without one. A trust policy that is not known lets everybody in: a filter must
 * not hide a role by not knowing.
 */
export function mayBeAssumedBy(trust: PolicyDocument | undefined, service: string): boolean {
  if (trust === undefined) return true;
  const assumes = ({ Action, NotAction }: Statement) =>
    Action !== undefined
      ? [Action].flat().some((pattern) => matchesAction(pattern, 'sts:AssumeRole'))
      : ![NotAction ?? []].flat().some((pattern) => matchesAction(pattern, 'sts:AssumeRole'));
  const about = [trust.Statement].flat().filter(assumes);
  const denied = about.some(
    ({ Effect, Condition, Principal }) => Effect === 'Deny' && !Condition && names(Principal, service),
  );
  return (
    !denied &&
    about.some(
      ({ Effect, Principal, NotPrincipal }) =>
        Effect === 'Allow' && (NotPrincipal === undefined ? names(Principal, service) : !names(NotPrincipal, service)),
    )
  );
}

/** `{"AWS": "*"}` means the same as `*`: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-anonymous */
function names(principal: Principal | undefined, service: string): boolean {
  if (principal === undefined) return false;
  if (principal === '*') return true;
  return Object.entries(principal).some(([type, values]) =>
    [values]
      .flat()
      .some((value) => (type === 'AWS' && value === '*') || (type === 'Service' && isService(value, service))),
  );
}

/** Partitions end the names of services in their own way: `lambda.amazonaws.com`, `lambda.amazonaws.com.cn`. */
const isService = (principal: string, service: string): boolean =>
  principal === service || (!service.includes('.') && principal.split('.')[0] === service);
