import {
  GetAccountAuthorizationDetailsCommand,
  IAMClient,
  type ManagedPolicyDetail,
  type RoleDetail,
} from '@aws-sdk/client-iam';
import { callAws } from './aws-error.js';
import { type AwsSession, clientConfig } from './session.js';

/** Roles and managed policies of one page, in the shape that `aws iam get-account-authorization-details` prints. */
export interface AccountPage {
  RoleDetailList: object[];
  Policies: object[];
}

/** What IAM says of the roles of the account that the credentials are of. */
export interface IamAccountPort {
  /** Every role with its inline policies, and every managed policy with its default version; at most 1000 of both on a page. */
  pages(): AsyncGenerator<AccountPage>;
}

/** The most there may be: https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html */
const PAGE_SIZE = 1000;

/** The account's roles through the real client. Throttled calls are retried by the SDK; errors: see callAws. */
export function openIamAccount(session: AwsSession, pageSize: number = PAGE_SIZE): IamAccountPort {
  const client = new IAMClient(clientConfig(session));
  return {
    async *pages() {
      let Marker: string | undefined;
      do {
        const page = await callAws('iam:GetAccountAuthorizationDetails', () =>
          client.send(
            new GetAccountAuthorizationDetailsCommand({
              Filter: ['Role', 'LocalManagedPolicy', 'AWSManagedPolicy'],
              MaxItems: pageSize,
              Marker,
            }),
          ),
        );
        yield {
          RoleDetailList: (page.RoleDetailList ?? []).map(roleOf),
          Policies: (page.Policies ?? []).map(policyOf),
        };
        Marker = page.IsTruncated ? page.Marker : undefined;
      } while (Marker !== undefined);
    },
  };
}

const roleOf = ({ CreateDate, RoleLastUsed, ...role }: RoleDetail): object => ({
  ...role,
  CreateDate: CreateDate?.toISOString(),
  // An empty record says that the role was not used; none says nothing.
  ...(RoleLastUsed && { RoleLastUsed: { LastUsedDate: RoleLastUsed.LastUsedDate?.toISOString() } }),
});

/** Old versions grant nothing, and a policy of AWS may have a hundred of them. */
const policyOf = ({ Arn, PolicyVersionList = [] }: ManagedPolicyDetail): object => ({
  Arn,
  PolicyVersionList: PolicyVersionList.filter(({ IsDefaultVersion }) => IsDefaultVersion).map(({ Document }) => ({
    IsDefaultVersion: true,
    Document,
  })),
});
