/** Actions that together let their holder gain permissions beyond his own. */
export interface Escalation {
  /** Lower case, since IAM ignores case. All of them are needed. */
  actions: readonly string[];
  /** What the holder does, after "can". */
  how: string;
}

/**
 * Known ways of raising one's own privileges. Sources: https://pathfinding.cloud/paths (Datadog), the list of cloudsplaining
 * (https://github.com/salesforce/cloudsplaining, BSD-3-Clause) and
 * https://rhinosecuritylabs.com/aws/aws-privilege-escalation-methods-mitigation/
 */
export const ESCALATIONS: readonly Escalation[] = [
  way('create access keys of other users', 'iam:createaccesskey'),
  way('set the console password of other users', 'iam:createloginprofile'),
  way('change the console password of other users', 'iam:updateloginprofile'),
  way('join a group with more permissions', 'iam:addusertogroup'),
  way('rewrite a managed policy', 'iam:createpolicyversion'),
  way('restore an older, wider version of a managed policy', 'iam:setdefaultpolicyversion'),
  way('attach any policy to a user', 'iam:attachuserpolicy'),
  way('attach any policy to a group', 'iam:attachgrouppolicy'),
  way('attach any policy to a role', 'iam:attachrolepolicy'),
  way('write any policy for a user', 'iam:putuserpolicy'),
  way('write any policy for a group', 'iam:putgrouppolicy'),
  way('write any policy for a role', 'iam:putrolepolicy'),
  way('make a role trust anybody', 'iam:updateassumerolepolicy'),
  way('take a boundary off a role', 'iam:deleterolepermissionsboundary'),
  way('take a boundary off a user', 'iam:deleteuserpermissionsboundary'),
  way('change the boundary of a role', 'iam:putrolepermissionsboundary'),
  way('change the boundary of a user', 'iam:putuserpermissionsboundary'),
  way('run code as the role of a function', 'lambda:updatefunctioncode'),
  way('load a layer into a function and run as its role', 'lambda:updatefunctionconfiguration'),
  way('use the role of a development endpoint', 'glue:updatedevendpoint'),
  way('open a notebook and use its role', 'sagemaker:createpresignednotebookinstanceurl'),
  way('run an instance with another role', 'iam:passrole', 'ec2:runinstances'),
  way('run a spot instance with another role', 'iam:passrole', 'ec2:requestspotinstances'),
  way('run a function with another role', 'iam:passrole', 'lambda:createfunction', 'lambda:invokefunction'),
  way(
    'run a function with another role by a trigger',
    'iam:passrole',
    'lambda:createfunction',
    'lambda:createeventsourcemapping',
  ),
  way(
    'run a function with another role from elsewhere',
    'iam:passrole',
    'lambda:createfunction',
    'lambda:addpermission',
  ),
  way('use another role in a development endpoint', 'iam:passrole', 'glue:createdevendpoint'),
  way('run a job with another role', 'iam:passrole', 'glue:createjob', 'glue:startjobrun'),
  way('run a job with another role by a trigger', 'iam:passrole', 'glue:createjob', 'glue:createtrigger'),
  way('change a job to another role and run it', 'iam:passrole', 'glue:updatejob', 'glue:startjobrun'),
  way('deploy a stack with another role', 'iam:passrole', 'cloudformation:createstack'),
  way(
    'deploy a stack set with another role',
    'iam:passrole',
    'cloudformation:createstackset',
    'cloudformation:createstackinstances',
  ),
  way('update a stack set with another role', 'iam:passrole', 'cloudformation:updatestackset'),
  way(
    'execute a change set as the role of a stack',
    'cloudformation:createchangeset',
    'cloudformation:executechangeset',
  ),
  way('run a pipeline with another role', 'iam:passrole', 'datapipeline:createpipeline'),
  way('run a build with another role', 'iam:passrole', 'codebuild:createproject', 'codebuild:startbuild'),
  way('run builds with another role', 'iam:passrole', 'codebuild:createproject', 'codebuild:startbuildbatch'),
  way('run a service with another role', 'iam:passrole', 'apprunner:createservice'),
  way('run containers with another role', 'iam:passrole', 'ecs:registertaskdefinition', 'ecs:runtask'),
  way('start containers with another role', 'iam:passrole', 'ecs:registertaskdefinition', 'ecs:starttask'),
  way('keep containers with another role running', 'iam:passrole', 'ecs:registertaskdefinition', 'ecs:createservice'),
  way('open a notebook with another role', 'iam:passrole', 'sagemaker:createnotebookinstance'),
  way('train a model with another role', 'iam:passrole', 'sagemaker:createtrainingjob'),
  way('process data with another role', 'iam:passrole', 'sagemaker:createprocessingjob'),
  way(
    'change what an instance runs at its start',
    'ec2:modifyinstanceattribute',
    'ec2:stopinstances',
    'ec2:startinstances',
  ),
  way('change what new instances run', 'ec2:createlaunchtemplateversion', 'ec2:modifylaunchtemplate'),
  way('log into instances', 'ec2-instance-connect:sendsshpublickey', 'ec2:describeinstances'),
  way('run commands in a container as its role', 'ecs:executecommand', 'ecs:describetasks'),
  way(
    'run code in an interpreter as its role',
    'bedrock-agentcore:startcodeinterpretersession',
    'bedrock-agentcore:invokecodeinterpreter',
  ),
];

function way(how: string, ...actions: string[]): Escalation {
  return { actions, how };
}
