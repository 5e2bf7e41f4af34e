import { openCatalog } from '../../src/catalog/index.js';
import type { AuthorizeInput } from '../../src/catalog/types.js';
import { toArgument } from './plain-argument.js';
import { plainCondition, plainText } from './plain-text.js';

const catalog = openCatalog();

/** What the catalog answers to a call written as plain JSON, as lines of text. */
export const ask = (operation: string, input: unknown, more: Partial<AuthorizeInput> = {}) => {
  const [client = '', name = ''] = operation.split(':');
  const answer = catalog.authorize({ client, operation: name, input: toArgument(input), ...more });
  return {
    needs: answer.needs.map((need) => `${need.action} ${plainText(need.resource)}${plainCondition(need.condition)}`),
    questions: answer.questions.map((question) => `${question.action}: ${question.when}`),
    outcome: answer.outcome,
  };
};
