import path from 'node:path';
import { intrinsicNode, mapNode, scalarNode } from '../template/build.js';
import { scalarOf, type TemplateNode } from '../template/node.js';
import type { HclBlock } from './hcl.js';
import type { ModuleScope } from './module.js';

/**
 * The `Code` of a function: the folder or file an `archive_file` packs, the zip named, or the S3 object. Paths are relative to the root
 * module.
 */
export function codeOfFunction(scope: ModuleScope, block: HclBlock): TemplateNode {
  const at = { source: block.source, offset: block.offset };
  const bucket = scope.attribute(block, 's3_bucket');
  const written = String(block.body['filename'] ?? block.body['s3_key'] ?? '');
  const file = scope.attribute(block, 'filename');
  const archive =
    archiveOf(scope, written) ??
    archiveOf(scope, String(block.body['source_code_hash'] ?? '')) ??
    archiveNamed(scope, file && scalarOf(file));
  if (archive) return archive;
  if (file) return file;
  if (bucket) return mapNode(at, { S3Bucket: bucket, S3Key: scope.attribute(block, 's3_key') });
  return intrinsicNode(at, 'Deploy::Unknown', scalarNode(at, 'filename'));
}

/** Follows `data.archive_file.x.output_path`, and S3 objects whose `source` is one. */
function archiveOf(scope: ModuleScope, written: string, hops = 0): TemplateNode | undefined {
  const [, data, type = '', name = ''] =
    /\b(data\.)?(archive_file|aws_s3_object|aws_s3_bucket_object|null_resource)\.([\w-]+)/.exec(written) ?? [];
  const block = scope.block(data ? 'data' : 'resource', type, name);
  if (!block || hops > 3) return undefined;
  if (type !== 'archive_file') return archiveOf(scope, String(block.body['source'] ?? ''), hops + 1);
  return packed(scope, block);
}

const packed = (scope: ModuleScope, block: HclBlock): TemplateNode | undefined =>
  scope.attribute(block, 'source_dir') ?? scope.attribute(block, 'source_file') ?? packedFolder(scope, block);

/** `filename = "build/orders.zip"` beside an `archive_file` with that `output_path`. */
function archiveNamed(scope: ModuleScope, file: string | undefined): TemplateNode | undefined {
  const block =
    file &&
    scope.blocks('data').find((one) => {
      const output = one.labels[0] === 'archive_file' ? scalarOf(scope.attribute(one, 'output_path')) : undefined;
      return output !== undefined && path.posix.normalize(output) === path.posix.normalize(file);
    });
  return block ? packed(scope, block) : undefined;
}

/** `source { content = file("index.js") }` blocks name files one by one: their folder is the code. */
function packedFolder(scope: ModuleScope, block: HclBlock): TemplateNode | undefined {
  const sources = block.body['source'];
  const [first] = Array.isArray(sources) ? sources : [];
  const named = /file\("([^"]+)"\)/.exec(String((first as { content?: unknown } | undefined)?.content ?? ''))?.[1];
  const at = named && scope.node(named, { source: block.source, offset: block.offset });
  const text = at && scalarOf(at);
  return text
    ? scalarNode({ source: block.source, offset: block.offset }, text.split('/').slice(0, -1).join('/') || '.')
    : undefined;
}
