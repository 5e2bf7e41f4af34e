import type { Scope } from './scope.js';

/**
 * Resources that SAM and the Serverless Framework make without anybody writing them:
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources.html,
 * https://www.serverless.com/framework/docs/providers/aws/guide/resources#aws-cloudformation-resource-reference
 */
const IMPLICIT: { readonly [id: string]: string } = {
  ServerlessRestApi: 'AWS::ApiGateway::RestApi',
  ServerlessHttpApi: 'AWS::ApiGatewayV2::Api',
  ServerlessRestApiProdStage: 'AWS::ApiGateway::Stage',
  ServerlessHttpApiApiGatewayDefaultStage: 'AWS::ApiGatewayV2::Stage',
  ServerlessDeploymentApplication: 'AWS::CodeDeploy::Application',
  CodeDeployServiceRole: 'AWS::IAM::Role',
  ApiGatewayRestApi: 'AWS::ApiGateway::RestApi',
  HttpApi: 'AWS::ApiGatewayV2::Api',
  WebsocketsApi: 'AWS::ApiGatewayV2::Api',
  IamRoleLambdaExecution: 'AWS::IAM::Role',
  ServerlessDeploymentBucket: 'AWS::S3::Bucket',
};

const SUFFIXES: readonly (readonly [suffix: string, type: string])[] = [
  ['Role', 'AWS::IAM::Role'],
  ['UrlPermissions', 'AWS::Lambda::Permission'],
  ['Url', 'AWS::Lambda::Url'],
];

/**
 * Type of a resource that a transform generates: `''` when it is generated but its type is not known, undefined when nothing in the
 * template would generate it.
 */
export function generatedType(id: string, scope: Scope): string | undefined {
  if (!scope.usesTransform) return undefined;
  if (IMPLICIT[id]) return IMPLICIT[id];
  for (const [suffix, type] of SUFFIXES)
    if (id.endsWith(suffix) && scope.resources.has(id.slice(0, -suffix.length))) return type;
  // Versions, aliases, event permissions and stages begin with the id of what they belong to.
  for (const known of scope.resources.keys()) if (id.startsWith(known)) return '';
  return undefined;
}
