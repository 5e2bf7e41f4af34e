/**
 * Resources whose names are made at run time, so that a log names each once. `head` matches the part of the ARN that stays; what
 * follows is generalised by `/` (or `separator`) tokens. Every other resource was created by somebody on purpose, and its name is kept.
 * ARN formats: Service Authorization Reference, https://docs.aws.amazon.com/service-authorization/latest/reference/
 */
const RUN_TIME_NAMES: { readonly [service: string]: readonly { head: RegExp; separator?: string }[] } = {
  s3: [{ head: /^arn:[^:]*:s3:::[^/]+\// }, { head: /^arn:[^:]*:s3:[^:]*:[^:]*:accesspoint\/[^/]+\/object\// }],
  's3-object-lambda': [{ head: /^arn:[^:]*:s3-object-lambda:[^:]*:[^:]*:accesspoint\/[^/]+\/object\// }],
  's3-outposts': [
    { head: /^arn:[^:]*:s3-outposts:[^:]*:[^:]*:outpost\/[^/]+\/(?:bucket|accesspoint)\/[^/]+\/object\// },
  ],
  s3express: [{ head: /^arn:[^:]*:s3express:[^:]*:[^:]*:bucket\/[^/]+\// }],
  logs: [{ head: /^arn:[^:]*:logs:[^:]*:[^:]*:log-group:[^:]+:log-stream:/ }],
  states: [{ head: /^arn:[^:]*:states:[^:]*:[^:]*:(?:execution|express|mapRun):[^:/]+[:/]/, separator: ':' }],
  batch: [{ head: /^arn:[^:]*:batch:[^:]*:[^:]*:job\// }],
  ecs: [{ head: /^arn:[^:]*:ecs:[^:]*:[^:]*:task\/(?:[^/]+\/)?/ }],
  codebuild: [{ head: /^arn:[^:]*:codebuild:[^:]*:[^:]*:build(?:-batch)?\/[^:]+:/ }],
  transcribe: [{ head: /^arn:[^:]*:transcribe:[^:]*:[^:]*:[a-z-]*transcription-job\// }],
  sagemaker: [{ head: /^arn:[^:]*:sagemaker:[^:]*:[^:]*:(?:training|processing|transform|labeling|automl)-job\// }],
  bedrock: [{ head: /^arn:[^:]*:bedrock:[^:]*:[^:]*:(?:async-invoke|session|model-invocation-job)\// }],
  mediaconvert: [{ head: /^arn:[^:]*:mediaconvert:[^:]*:[^:]*:jobs\// }],
  'emr-serverless': [{ head: /^arn:[^:]*:emr-serverless:[^:]*:[^:]*:\/applications\/[^/]+\/jobruns\// }],
  ssm: [{ head: /^arn:[^:]*:ssm:[^:]*:[^:]*:(?:session|automation-execution)\// }],
  cloudformation: [{ head: /^arn:[^:]*:cloudformation:[^:]*:[^:]*:(?:stack|changeSet)\/[^/]+\// }],
  scheduler: [{ head: /^arn:[^:]*:scheduler:[^:]*:[^:]*:schedule\/[^/]+\// }],
};

/** The head of an ARN that is kept, and what separates the tokens behind it; undefined for resources with names of their own. */
export function runTimeName(arn: string): { head: string; separator: string } | undefined {
  const service = arn.split(':', 3)[2] ?? '';
  for (const { head, separator = '/' } of Object.hasOwn(RUN_TIME_NAMES, service) ? RUN_TIME_NAMES[service]! : []) {
    const match = head.exec(arn);
    if (match) return { head: match[0], separator };
  }
  return undefined;
}
