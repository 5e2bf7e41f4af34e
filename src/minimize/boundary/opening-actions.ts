import type { Catalog } from '../../catalog/types.js';
import { actionNameOf } from '../../model/action.js';

/** Of the actions that manage permissions, those that write a policy, list or share: they can open a resource to others. */
const OPENS =
  /^(Add|Allow|Associate|Attach|Create|Disable|Enable|Modify|Put|Set|Share|Update)\w*?(Acl|Attributes?|BlockPublicAccess|Grant|OwnershipControls|Permissions?|Policy|PublicAccessBlock)(ForObjectLambda|Version)?$/;

/**
 * Actions of a service that can open its resources to others and that nobody needs. Which actions manage
 * permissions is the access level of the Service Authorization Reference:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_understand-policy-summary-access-level-summaries.html
 */
export const openingActions = (prefix: string, needed: readonly string[], catalog: Catalog): string[] =>
  Object.values(catalog.service(prefix)?.actions ?? {})
    .filter(({ action, accessLevel }) => accessLevel === 'Permissions management' && OPENS.test(actionNameOf(action)))
    .map(({ action }) => action)
    .filter((action) => !needed.includes(action));
