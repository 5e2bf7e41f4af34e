import { parse } from '@cdktf/hcl2json';
import { describe, expect, it } from 'vitest';
import { itemsIn } from '../../src/propose/hcl/body.js';
import { editTemplate } from '../../src/propose/index.js';

const STATEMENTS = '  statement {\n    sid = "New"\n  }\n';

const lineOf = (text: string, part: string) => text.slice(0, text.indexOf(part)).split('\n').length;

/** Edits the documents that start at the lines of some texts. */
function edit(text: string, starts: string[], options: { dataSources?: string[]; elsewhere?: string } = {}) {
  const documents = starts.map((start) => ({ file: 'main.tf', line: lineOf(text, start), column: 1 }));
  const target = { functionId: 'F', documents, statements: STATEMENTS, dataSources: options.dataSources ?? [] };
  const { text: after, refused } = editTemplate(
    'main.tf',
    text,
    [{ way: 'terraform', target }],
    `${text}\n${options.elsewhere ?? ''}`,
  );
  return { after, refused: refused.map(({ reason }) => reason) };
}

const HOME = `data "aws_iam_policy_document" "p" {
  version = "2012-10-17"
  statement {
    actions   = ["s3:*"] # all of it
    resources = ["\${aws_s3_bucket.b["}"].arn}/*", "a}b"]
  }
  // two
  statement {
    actions = ["sqs:*"]
  }
}
`;
const EDITED = `data "aws_iam_policy_document" "p" {
  version = "2012-10-17"
  # all of it
  // two
  statement {
    sid = "New"
  }
}
`;
const ATTACHMENT = `resource "aws_iam_role_policy_attachment" "logs" {
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
}

`;
const USE = 'x = data.aws_iam_policy_document.p.json\n';

describe('Terraform edits', () => {
  it('replaces the statements, keeps comments and the rest, and is read by an HCL parser', async () => {
    const text = `# head\n${HOME}# tail\nlocals {\n  text = <<-EOT\n    data "x" { ${'${'}"}"} \n  EOT\n}\n`;
    const { after, refused } = edit(text, ['data "aws_iam']);
    expect({ after, refused }).toEqual({ after: text.replace(HOME, EDITED), refused: [] });
    await parse('main.tf', after);
    expect(edit(after, ['data "aws_iam']).after).toBe(after);
  });

  it('keeps CRLF', () => {
    const crlf = (text: string) => text.replaceAll('\n', '\r\n');
    expect(edit(crlf(HOME), ['data "aws_iam']).after).toBe(crlf(EDITED));
  });

  it('attachments of managed policies go', () =>
    expect(edit(`${ATTACHMENT}${HOME}`, ['data "aws_iam', 'resource "aws_iam_role_policy_attachment"'])).toEqual({
      after: EDITED,
      refused: [],
    }));

  it('declares the data sources that are not there, above the comment of the document', () =>
    expect(
      edit(`data "aws_region" "current" {}\n# about p\n${HOME}`, ['data "aws_iam'], {
        dataSources: ['aws_partition', 'aws_region', 'aws_caller_identity'],
        elsewhere: 'data "aws_caller_identity" "current" {\n}\n',
      }).after,
    ).toBe(`data "aws_region" "current" {}\ndata "aws_partition" "current" {}\n\n# about p\n${EDITED}`));

  it.each([
    ['a document used twice', HOME + USE + USE, ['data "aws_iam'], 'its document p is used in 2 places'],
    [
      'inherited statements',
      HOME.replace('version = "2012-10-17"', 'source_policy_documents = [x]'),
      ['data "aws_iam'],
      'its document is made with source_policy_documents',
    ],
    [
      'dynamic statements',
      HOME.replace('version = "2012-10-17"', 'dynamic "statement" {\n}'),
      ['data "aws_iam'],
      'its document is made with dynamic',
    ],
    [
      'JSON',
      'resource "aws_iam_role_policy" "p" {\n  policy = file("policy.json")\n}\n',
      ['resource'],
      'the policy of aws_iam_role_policy.p is neither jsonencode(…) nor an aws_iam_policy_document',
    ],
    ['attachments alone', ATTACHMENT, ['resource'], 'it has managed policies only'],
    ['a place without a block', `x = 1\n${HOME}`, ['x = 1'], 'its policy is not written in this file'],
  ])('refuses %s and leaves the file alone', (_, text, starts, reason) =>
    expect(edit(text, starts)).toEqual({ after: text, refused: [reason] }),
  );
});

describe('itemsIn', () => {
  it('finds blocks and attributes whatever their strings hold', () => {
    const text = [
      'a = "x { y" # {',
      'b "l1" l2 {',
      '  c = [ "}", /* } */ 1 ]',
      '}',
      'd = <<EOT',
      '} {',
      'EOT',
      'e = "${ f("}") }" // end',
      'g = { h = "$${" }',
    ].join('\n');
    expect(
      itemsIn(text, 0, text.length).map(({ kind, name, labels, start, end }) => [
        kind,
        name,
        labels,
        text.slice(start, end),
      ]),
    ).toEqual([
      ['attribute', 'a', [], 'a = "x { y"'],
      ['block', 'b', ['l1', 'l2'], 'b "l1" l2 {\n  c = [ "}", /* } */ 1 ]\n}'],
      ['attribute', 'd', [], 'd = <<EOT\n} {\nEOT'],
      ['attribute', 'e', [], 'e = "${ f("}") }"'],
      ['attribute', 'g', [], 'g = { h = "$${" }'],
    ]);
  });

  it('does not hang on broken text', () => {
    for (const text of ['a = "', 'b {', '/*', 'c = <<EOT\n', '} } }', 'a = [', '"'])
      expect(itemsIn(text, 0, text.length).length).toBeLessThan(2);
  });
});

describe('a policy in jsonencode', () => {
  const before = `resource "aws_iam_role_policy" "fn" {
  role = aws_iam_role.fn.id
  # why
  policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "*" }] # far too much
  })
}
`;
  const target = {
    functionId: 'fn',
    documents: [{ file: 'main.tf', line: 1, column: 1 }],
    statements: '  statement {\n    actions = ["s3:GetObject"]\n  }\n',
    dataSources: ['aws_region'],
  };
  const edit = (text: string) => editTemplate('main.tf', text, [{ way: 'terraform', target }]);

  it('becomes a document of the same name, with its comments', () => {
    expect(edit(before)).toEqual({
      refused: [],
      text: `data "aws_region" "current" {}

data "aws_iam_policy_document" "fn" {
  # far too much
  statement {
    actions = ["s3:GetObject"]
  }
}

resource "aws_iam_role_policy" "fn" {
  role = aws_iam_role.fn.id
  # why
  policy = data.aws_iam_policy_document.fn.json
}
`,
    });
  });

  it.each([
    ['merge(jsonencode({}), 1)', 'neither jsonencode'],
    ['jsonencode({}) == ""', 'neither jsonencode'],
    ['file("policy.json")', 'neither jsonencode'],
  ])('%s is left alone', (expression, reason) => {
    const text = before.replace(/jsonencode\([\s\S]*?\n {2}\)|jsonencode\(\{[\s\S]*?\}\)/, expression);
    const { text: after, refused } = edit(text);
    expect(after).toBe(text);
    expect(refused[0]?.reason).toContain(reason);
  });
});
