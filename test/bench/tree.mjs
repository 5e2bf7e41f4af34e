import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Writes a project of handlers and chains of modules that they import: `chain` modules import each other in a row, and handlers are spread
 * over the chains. The same options write the same bytes.
 * @param {string} folder
 * @param {{ functions: number, files: number, chain: number, linesPerFile: number }} size
 */
export function writeTree(folder, { functions, files, chain, linesPerFile }) {
  mkdirSync(join(folder, 'src'), { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "name": "bench", "private": true, "type": "module" }\n');
  for (let i = 0; i < files; i++)
    writeFileSync(join(folder, 'src', `module-${i}.ts`), moduleText(i, chain, files, linesPerFile));
  const handlers = Array.from({ length: functions }, (_, i) => i);
  for (const i of handlers) writeFileSync(join(folder, 'src', `handler-${i}.ts`), handlerText(i, chain, files));
  writeFileSync(join(folder, 'template.yaml'), templateText(handlers));
}

function moduleText(index, chain, files, lines) {
  const inChain = index + 1 < files && (index + 1) % chain !== 0;
  const next = inChain ? `import { step${index + 1} } from './module-${index + 1}.js';\n` : '';
  const call = next ? `step${index + 1}(value)` : 'value';
  const body = Array.from(
    { length: Math.max(1, Math.floor((lines - 14) / 6)) },
    (_, i) => `export function helper${index}_${i}(input: { id: string; count: number }) {
  const label = \`\${input.id}-${i}\`;
  if (input.count > ${i}) return { label, total: input.count * ${i + 1} };
  const parts = label.split('-').map((part) => part.trim());
  return { label: parts.join('/'), total: 0 };
}
`,
  ).join('');
  return `import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
${next}
const client = new DynamoDBClient({});
export const step${index} = (value: string): string => ${call};
export const read${index} = (id: string) => client.send(new GetItemCommand({ TableName: process.env.TABLE_${index % 7}, Key: { id: { S: id } } }));
export const write${index} = (id: string) => client.send(new PutItemCommand({ TableName: 'table-${index}', Item: { id: { S: id } } }));
${body}`;
}

function handlerText(index, chain, files) {
  const module = (index * chain) % files;
  return `import { read${module}, step${module}, write${module} } from './module-${module}.js';
export const handler = async (event: { id: string }) => {
  await read${module}(step${module}(event.id));
  return write${module}(event.id);
};
`;
}

function templateText(handlers) {
  const rows = handlers.map(
    (i) => `  Function${i}:
    Type: AWS::Serverless::Function
    Properties: { Runtime: nodejs22.x, CodeUri: ., Handler: src/handler-${i}.handler, Environment: { Variables: { TABLE_0: !Ref Table } } }
`,
  );
  return `Transform: AWS::Serverless-2016-10-31
Resources:
  Table: { Type: AWS::Serverless::SimpleTable }
${rows.join('')}`;
}
