import type { MessageTable } from '../message.js';

/** What can be said of a deployment: 301–329 about reading it, 330–349 about what it says. */
export const PROJECT_MESSAGES: MessageTable = {
  IT301: {
    title: 'Code is not in the project',
    text: (a) => `the code of ${a.id} is at ${a.where}, not in the project, so its permissions cannot be worked out`,
    advice: 'Give the folder that holds the source, or build the package first.',
  },
  IT302: {
    title: 'Handler not found',
    text: (a) => `the handler ${a.handler} of ${a.id} was not found in ${a.folder}`,
    advice: 'Check CodeUri and Handler; if a build step makes the file, run it or name the source with --handler.',
  },
  IT303: {
    title: 'Container image not analysed',
    text: (a) => `${a.id} is a container image whose handler was not found in the project`,
    advice: 'Run the tool on the folder the image is built from, with --handler.',
  },
  IT304: {
    title: 'Runtime is not JavaScript',
    text: (a) => `${a.id} runs on ${a.runtime}: only JavaScript and TypeScript are analysed`,
    advice:
      'Point the tool at functions in JavaScript or TypeScript; the permissions of the others are not in the output.',
  },
  IT305: {
    title: 'File cannot be read',
    text: (a) => String(a.problem),
    advice: 'Correct the file; the rest of the project was analysed.',
  },
  IT306: {
    title: 'Unknown intrinsic function',
    text: (a) => `${a.name} is not a CloudFormation function; its value is treated as unknown`,
    advice: 'Check the spelling.',
  },
  IT307: {
    title: 'Circular reference',
    text: (a) => `circular reference: ${a.name}`,
    advice: 'Break the circle; CloudFormation refuses such a template.',
  },
  IT308: {
    title: 'Referenced file is missing',
    text: (a) => `${a.name} refers to ${a.file}, which is not in the project`,
    advice: 'Check the path; values that come from there are unknown.',
  },
  IT309: {
    title: 'Bound reached',
    text: (a) => `${a.what}: bounded at ${a.limit}, the rest was not read`,
    advice: 'Run the tool on a part of the project.',
  },
  IT310: {
    title: 'Reference to nothing',
    text: (a) => `${a.name} is not declared in the template`,
    advice: 'Declare it, or correct the reference; its value is treated as unknown.',
  },
  IT311: {
    title: 'Macro not expanded',
    text: (a) => `the macro ${a.name} may change the template; it is read as it is written`,
    advice: 'Run the tool on the expanded template if the macro adds functions or permissions.',
  },
  IT312: {
    title: 'Resource without a type',
    text: (a) => `${a.name} has no Type, so it is left out`,
    advice: 'Give it a Type.',
  },
  IT313: {
    title: 'Loop not unrolled',
    text: (a) => `the list of Fn::ForEach over ${a.name} is known only when deployed, so what it makes is left out`,
    advice: 'Use a literal list, or a parameter with a default.',
  },
  IT314: {
    title: 'SAM policy template',
    text: (a) =>
      a.parameter
        ? `the SAM policy template ${a.name} lacks its parameter ${a.parameter}`
        : `${a.name} is not a SAM policy template`,
    advice: 'Check the name and the parameters.',
  },
  IT315: {
    title: 'Source taken for a compiled file',
    text: (a) => `${a.id}: ${a.file} is analysed, taken for the source of ${a.compiled}`,
    advice: 'If that is not its source, name the right one with --handler.',
  },
  IT316: {
    title: 'CDK app without an assembly',
    text: (a) => `the CDK app has no ${a.folder}: its functions and resources are not known`,
    advice: 'Run `cdk synth` and then this tool again.',
  },
  IT319: {
    title: 'Event source of unknown kind',
    text: (a) =>
      `what kind of event source ${a.id} is polled from is known only when deployed, so the permissions for it are not derived`,
    advice: 'Refer to the queue or stream as a resource, or add the permissions by hand.',
  },
  IT320: {
    title: 'Link in an archive skipped',
    text: (a) => `${a.file} is a symbolic link in the archive; it is not followed`,
    advice: 'Nothing to do unless the handler is behind it.',
  },
  IT321: {
    title: 'Unknown event type',
    text: (a) => `the event ${a.name} of ${a.id} has the type ${a.type || '(none)'}, which SAM does not have`,
    advice: 'Check the type.',
  },
  IT322: {
    title: 'Policy cannot be read',
    text: () =>
      "a policy or statement is not a document with Statement and Effect, so it is left out of today's policy",
    advice: 'Check it; comparisons do not count it.',
  },
  IT323: {
    title: 'Managed policy not known',
    text: (a) => `what the managed policy ${a.name} grants ${a.id} is not known offline`,
    advice: 'Give its document with --managed-policies <folder or file>.',
  },
  IT330: {
    title: 'Role shared between functions',
    text: (a) => `${a.id} shares the role ${a.role} with ${a.count} other function(s): ${a.others}`,
    advice: 'Give each function a role of its own.',
  },
  IT331: {
    title: 'Wildcard grant',
    text: (a) => `the policy of ${a.id} grants ${a.what} on ${a.resource || 'no named resource'}`,
    advice: 'Replace it by the actions the function uses.',
  },
  IT332: {
    title: 'Administrator rights',
    text: (a) => `${a.id} has administrator rights: ${a.what}`,
    advice: 'Replace it by the policy this tool prints.',
  },
  IT333: {
    title: 'Anyone may invoke the function',
    text: (a) => `anyone may invoke ${a.id}: its permission has the principal * and no condition`,
    advice: 'Name the principal, or limit it with SourceArn, SourceAccount or PrincipalOrgID.',
  },
  IT334: {
    title: 'Invoker is not limited',
    text: (a) => `${a.principal} may invoke ${a.id} without ${a.missing}`,
    advice: 'Add it to the AWS::Lambda::Permission.',
  },
  IT335: {
    title: 'Long-lived credentials',
    text: (a) => `the environment variable ${a.name} of ${a.id} holds AWS credentials`,
    advice: 'Remove it and rotate the key; the function has its role.',
  },
  IT336: {
    title: 'Secret in the environment',
    text: (a) => `the environment variable ${a.name} of ${a.id} seems to hold a secret, ${a.how}`,
    advice: 'Keep it in Secrets Manager or Parameter Store and read it at run time.',
  },
  IT337: {
    title: 'Environment without a customer key',
    text: (a) => `the environment of ${a.id} is not encrypted with a customer managed key`,
    advice: 'Set KmsKeyArn if your rules ask for one.',
  },
  IT338: {
    title: 'No code signing',
    text: (a) => `${a.id} has no code signing configuration`,
    advice: 'Set CodeSigningConfigArn if your rules ask for it.',
  },
  IT339: {
    title: 'Failed events are lost',
    text: (a) => `${a.id} is invoked asynchronously (${a.kind}) and has no dead-letter queue or on-failure destination`,
    advice: 'Add an on-failure destination.',
  },
  IT340: {
    title: 'Deprecated runtime',
    text: (a) => `${a.id} runs on ${a.runtime}, deprecated since ${a.since}`,
    advice: 'Move to a supported runtime.',
  },
  IT341: {
    title: 'No permissions boundary',
    text: (a) => `the role ${a.role} of ${a.id} has no permissions boundary`,
    advice: 'Set PermissionsBoundary if your rules ask for one.',
  },
  IT343: {
    title: 'Extension calls AWS for the code',
    text: (a) =>
      `the layer ${a.name} of ${a.id} calls AWS with the function's role; what it fetches is not in the code's SDK calls (it may need ${a.actions})`,
    advice: 'Keep the permissions for what you fetch through it in the config.',
  },
  IT344: {
    title: 'Stale plan',
    text: ({ plan, what }) => `${plan} was made of other code: ${what}; the answer follows the plan`,
    advice:
      'make it again with `terraform plan -out plan.out && terraform show -json plan.out > plan.json`, or remove it',
  },
  IT345: {
    title: 'Configuration that cannot be read',
    text: ({ file }) => `${file} gives values that only running it would tell; they stay unknown`,
    advice: 'run `serverless package`: its output in .serverless/ is read instead',
  },
  IT346: {
    title: 'Module that is not here',
    text: ({ name, source }) =>
      `${name} comes from ${source}, which is not in the project: functions it makes are missing here`,
    advice: 'make a plan, which says what modules make: `terraform show -json plan.out > plan.json`',
  },
};
