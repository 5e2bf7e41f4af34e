// The text of CloudTrail records, with the fields and the order of real ones.

const two = (n) => String(n).padStart(2, '0');
export const timeAt = (day, second) =>
  `${day}T${two(Math.floor(second / 3600))}:${two(Math.floor(second / 60) % 60)}:${two(second % 60)}Z`;

const identityOf = (role, r, time, invokedBy) =>
  `"userIdentity":{"type":"AssumedRole","principalId":"AROA${role.key.slice(0, 8).toUpperCase()}EXAMPLE:${role.app}","arn":"arn:aws:sts::${role.account}:assumed-role/${role.app}-role/${role.app}","accountId":"${role.account}",` +
  `"accessKeyId":"ASIA${r.hex(16).toUpperCase()}","sessionContext":{"sessionIssuer":{"type":"Role","principalId":"AROA${role.key.slice(0, 8).toUpperCase()}EXAMPLE","arn":"${role.arn}","accountId":"${role.account}","userName":"${role.app}-role"},` +
  `"webIdFederationData":{},"attributes":{"creationDate":"${time}","mfaAuthenticated":"false"}}${invokedBy ? `,"invokedBy":"${invokedBy}"` : ''}}`;

const ERRORS = ['ThrottlingException', 'ResourceNotFoundException', 'ValidationException'];

/** One call of a role. */
export function roleRecord(role, event, day, second, r) {
  const time = timeAt(day, second);
  const denied = role.deniedShare > 0 && r.chance(role.deniedShare);
  const error = denied ? 'AccessDenied' : r.chance(0.01) ? r.pick(ERRORS) : '';
  const errorText = error
    ? `"errorCode":"${error}","errorMessage":"User: arn:aws:sts::${role.account}:assumed-role/${role.app} said \\"${error}\\"",`
    : '';
  const caller = event.invokedBy ?? `203.0.113.${r.below(250)}`;
  const agent =
    event.invokedBy ??
    'aws-sdk-js/3.1080.0 ua/2.1 os/linux#5.10.240 lang/js md/nodejs#20.20.2 exec-env/AWS_Lambda_nodejs20.x lib/hll#n/a';
  const version = event.source === 's3' ? '1.11' : '1.10';
  return (
    `{"eventVersion":"${version}",${identityOf(role, r, `${day}T00:00:00Z`, event.invokedBy)},"eventTime":"${time}","eventSource":"${event.source}.amazonaws.com","eventName":"${event.name}","awsRegion":"${role.region}",` +
    `"sourceIPAddress":"${caller}","userAgent":"${agent}",${errorText}"requestParameters":${event.parameters},"responseElements":null,` +
    `"additionalEventData":{"SignatureVersion":"SigV4","CipherSuite":"TLS_AES_128_GCM_SHA256","bytesTransferredIn":0,"AuthenticationMethod":"AuthHeader","x-amz-id-2":"${r.hex(64)}","bytesTransferredOut":${r.below(90000)}},` +
    `"requestID":"${r.uuid()}","eventID":"${r.uuid()}","readOnly":${!/^(Put|Send|Invoke|Start|Create|Update)/.test(event.name)},${event.resources ? `"resources":${event.resources},` : ''}"eventType":"AwsApiCall",` +
    `"managementEvent":${event.category !== 'Data'},"recipientAccountId":"${role.account}","eventCategory":"${event.category ?? 'Management'}",` +
    `"tlsDetails":{"tlsVersion":"TLSv1.3","cipherSuite":"TLS_AES_128_GCM_SHA256","clientProvidedHostHeader":"${event.source}.${role.region}.amazonaws.com"}}`
  );
}

/** What else a trail holds: services assuming roles, people in the console, services' own events. */
export function otherRecord(account, region, day, second, r) {
  const time = timeAt(day, second);
  const kind = r.below(3);
  const [identity, source, name, type] =
    kind === 0
      ? ['{"type":"AWSService","invokedBy":"lambda.amazonaws.com"}', 'sts', 'AssumeRole', 'AwsApiCall']
      : kind === 1
        ? [
            `{"type":"IAMUser","principalId":"AIDAEXAMPLE","arn":"arn:aws:iam::${account}:user/ana","accountId":"${account}","userName":"ana","sessionContext":{"sessionIssuer":{},"attributes":{"mfaAuthenticated":"true"}}}`,
            'iam',
            'ListRoles',
            'AwsApiCall',
          ]
        : [`{"accountId":"${account}","invokedBy":"AWS Internal"}`, 'kms', 'RotateKey', 'AwsServiceEvent'];
  return (
    `{"eventVersion":"1.10","userIdentity":${identity},"eventTime":"${time}","eventSource":"${source}.amazonaws.com","eventName":"${name}","awsRegion":"${region}","sourceIPAddress":"${source}.amazonaws.com","userAgent":"${source}.amazonaws.com",` +
    `"requestParameters":{"roleArn":"arn:aws:iam::${account}:role/any","roleSessionName":"${r.hex(12)}"},"responseElements":{"credentials":{"accessKeyId":"ASIA${r.hex(16).toUpperCase()}","sessionToken":"${r.hex(200)}","expiration":"${time}"}},` +
    `"requestID":"${r.uuid()}","eventID":"${r.uuid()}","readOnly":true,"eventType":"${type}","managementEvent":true,"recipientAccountId":"${account}","eventCategory":"Management"}`
  );
}
