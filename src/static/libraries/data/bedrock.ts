import type { Call, InputPart, Library, Shape } from '../summary.js';

type Members = { readonly [name: string]: Shape };

const on = (operation: string, config: string, modelId: InputPart, extra: Partial<Call> = {}): Call => ({
  client: 'bedrock-runtime',
  operation,
  config,
  input: { modelId },
  ...extra,
});
const uses = (...calls: readonly Call[]): Shape => ({ call: { calls } });

/** A chat model of LangChain: `invoke` waits for the answer, `stream` does not; chains and agents may do either. */
function chat(whole: string, streamed: string, fallback: string): Shape {
  const model = `@options.applicationInferenceProfile | @options.model | @options.modelId | =${fallback}`;
  const config = '@options.client | @options.clientOptions | @options';
  const guarded = { input: { modelId: model, guardrailConfig: '@options.guardrailConfig' } };
  const answer = on(whole, config, model, { ...guarded, unless: '@options.streaming' });
  const pieces = on(streamed, config, model, { ...guarded, when: '@options.streaming' });
  const stream = on(streamed, config, model, guarded);
  const either = uses(on(whole, config, model, guarded), stream);
  return {
    construct: {
      bind: { options: '$0' },
      returns: {
        chains: true,
        members: {
          invoke: uses(answer, pieces),
          batch: uses(answer, pieces),
          generate: uses(answer, pieces),
          call: uses(answer, pieces),
          stream: uses(stream),
          streamEvents: uses(stream),
          streamLog: uses(stream),
          pipe: either,
        },
        ...(either.call && { givenAway: either.call }),
      },
    },
  };
}

const embed = uses(on('InvokeModel', '@options.client | @options', '@options.model | =amazon.titan-embed-text-v1'));
const retrieve: Shape = uses({
  client: 'bedrock-agent-runtime',
  operation: 'Retrieve',
  config: '@options.clientOptions | @options',
  input: { knowledgeBaseId: '@options.knowledgeBaseId' },
});
const kendra: Shape = uses(
  ...['Retrieve', 'Query'].map((operation) => ({
    client: 'kendra',
    operation,
    config: '@options.clientOptions | @options',
    input: { IndexId: '@options.indexId' },
  })),
);
/** A part of LangChain of which `method`s make the request; whoever is given it makes it too. */
const part = (request: Shape, ...methods: readonly string[]): Shape => ({
  construct: {
    bind: { options: '$0' },
    returns: {
      chains: true,
      members: Object.fromEntries(methods.map((name) => [name, request])),
      ...(request.call && { givenAway: request.call }),
    },
  },
});

const retriever = ['invoke', 'getRelevantDocuments', 'batch', 'stream', 'pipe'];

const langchain: Library = {
  packages: ['@langchain/aws'],
  source: 'https://github.com/langchain-ai/langchainjs/tree/main/libs/langchain-aws/src',
  exports: {
    ChatBedrockConverse: chat('Converse', 'ConverseStream', 'anthropic.claude-3-haiku-20240307-v1:0'),
    BedrockEmbeddings: part(embed, 'embedQuery', 'embedDocuments'),
    AmazonKnowledgeBaseRetriever: part(retrieve, ...retriever),
    AmazonKendraRetriever: part(kendra, ...retriever),
  },
};

/** Messages of the Anthropic client: the model is named by each request. */
const messages = (): Shape => {
  const request = (operation: string, extra: Partial<Call> = {}): Call => on(operation, '#self', '$0.model', extra);
  const create = uses(
    request('InvokeModel', { unless: '$0.stream' }),
    request('InvokeModelWithResponseStream', { when: '$0.stream' }),
  );
  return {
    exposes: { region: '@options.awsRegion' },
    members: { create, parse: create, stream: uses(request('InvokeModelWithResponseStream')) },
  };
};
const anthropicClient: Shape = {
  construct: {
    bind: { options: '$0' },
    returns: {
      members: { messages: messages(), completions: messages(), beta: { members: { messages: messages() } } },
    },
  },
};
const anthropic: Library = {
  packages: ['@anthropic-ai/bedrock-sdk'],
  source: 'https://github.com/anthropics/anthropic-sdk-typescript/blob/main/packages/bedrock-sdk/src/client.ts',
  exports: {
    AnthropicBedrock: anthropicClient,
    default: anthropicClient,
    AnthropicBedrockMantle: {
      construct: {
        reports: {
          reason: 'it signs requests to the Bedrock Mantle endpoint itself',
          advice: 'Add the bedrock-mantle actions it needs by hand.',
        },
      },
    },
  },
};

/** A model of the AI SDK: what `generateText` and its like call of it. */
const model = (members: Members, ...either: readonly Call[]): Shape => ({
  call: { bind: { id: '$0' }, returns: { members, givenAway: { calls: either } } },
});
const asked = (operation: string): Call => on(operation, '@options', '@id');
const language = model(
  { doGenerate: uses(asked('Converse')), doStream: uses(asked('ConverseStream')) },
  asked('Converse'),
  asked('ConverseStream'),
);
const embedding = model({ doEmbed: uses(asked('InvokeModel')) }, asked('InvokeModel'));
const image = model({ doGenerate: uses(asked('InvokeModel')) }, asked('InvokeModel'));
const provider: Shape = {
  ...language,
  members: {
    languageModel: language,
    chat: language,
    embedding,
    embeddingModel: embedding,
    textEmbedding: embedding,
    textEmbeddingModel: embedding,
    image,
    imageModel: image,
  },
};
const vercel: readonly Library[] = [
  {
    packages: ['@ai-sdk/amazon-bedrock'],
    source: 'https://ai-sdk.dev/providers/ai-sdk-providers/amazon-bedrock',
    exports: {
      bedrock: provider,
      createAmazonBedrock: { call: { bind: { options: '$0' }, returns: provider } },
    },
  },
  {
    // The functions ask the model they are given; tools and callbacks are run.
    packages: ['ai'],
    source: 'https://ai-sdk.dev/docs/reference/ai-sdk-core',
    exports: Object.fromEntries(
      [
        ['generateText', 'doGenerate'],
        ['generateObject', 'doGenerate'],
        ['generateImage', 'doGenerate'],
        ['experimental_generateImage', 'doGenerate'],
        ['streamText', 'doStream'],
        ['streamObject', 'doStream'],
        ['embed', 'doEmbed'],
        ['embedMany', 'doEmbed'],
      ].map(([name, method]): [string, Shape] => [
        name ?? '',
        { call: { invokes: `$0.model.${method}`, invokesWith: [], runs: ['$0.*'], returns: {} } },
      ]),
    ),
  },
];

/** Models of Amazon Bedrock behind the clients of other frameworks. */
export const bedrock: readonly Library[] = [langchain, anthropic, ...vercel];
