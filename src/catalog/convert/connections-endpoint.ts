import { literalOf, type Text } from '../../model/text.js';
import { splitText } from './arn-text.js';
import type { Converter } from './types.js';

/**
 * `https://<api id>.execute-api.<region>.amazonaws.com/<stage>` → `<api id>/<stage>`. Custom domains hide the API's id.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html
 */
export const connectionsEndpoint: Converter = (text) => {
  const pieces = splitText(text, '/');
  const scheme = pieces[0] && literalOf(pieces[0]);
  const [host, stage] = scheme === 'https:' || scheme === 'wss:' ? pieces.slice(2) : pieces;
  if (!host || host.length === 0) return [{ part: [...unknownApi, { kind: 'literal', text: '/' }, ...unknownStage] }];
  const labels = splitText(host, '.');
  const isApi = labels.slice(1).some((label) => literalOf(label) === 'execute-api');
  const api: Text = isApi && labels[0]!.length > 0 ? labels[0]! : unknownApi;
  const region = isApi ? labels[2] : undefined;
  const named = region !== undefined && region.length > 0 && literalOf(labels[1]!) === 'execute-api';
  const part: Text = [
    ...api,
    { kind: 'literal', text: '/' },
    ...(isApi && stage && stage.length > 0 ? stage : unknownStage),
  ];
  return [{ part, ...(named && { fields: { Region: region } }) }];
};

const unknownApi: Text = [{ kind: 'unknown', reason: "the API's id is not in the part of the endpoint that is known" }];
const unknownStage: Text = [
  { kind: 'unknown', reason: "the API's stage is not in the part of the endpoint that is known" },
];
