import path from 'node:path';
import type { SourceLocation } from '../../model/location.js';
import { alternativesOf, literal, literalOf, type Text } from '../../model/text.js';
import type { ProjectFiles } from '../files.js';
import type { CodeLocation } from '../spec.js';
import { child, itemsOf, locationOf, scalarOf, type TemplateNode } from '../template/node.js';
import type { Evaluator } from './evaluate.js';
import { inlineSource } from './inline-source.js';
import { showName } from './intrinsics.js';
import type { ScopedResource } from './scope.js';

/**
 * Where the code of a function is, from `CodeUri`, `Code`, `InlineCode`, `ImageUri` and the metadata that build tools add.
 * @param inside makes a path of the template's folder relative to the root; undefined when it leaves the root
 */
export function codeOf(
  resource: ScopedResource,
  evaluator: Evaluator,
  inside: (file: string) => string | undefined,
): CodeLocation {
  const { properties } = resource;
  const metadata = child(resource.node, 'Metadata');
  const asset = scalarOf(child(metadata, 'aws:asset:path'));
  const inline = child(properties, 'InlineCode') ?? child(properties, 'Code', 'ZipFile');
  if (inline) return inlineCode(inline, evaluator);
  if (isImage(properties)) return image(properties, metadata, resource.at);
  const node = child(properties, 'CodeUri') ?? child(properties, 'Code');
  const at = node ? locationOf(node) : resource.at;
  if (asset !== undefined) return local(asset, at, metadata, inside);
  if (!node || isEmpty(node)) return local('.', at, metadata, inside);
  const written = node.kind === 'map' ? undefined : pathOf(evaluator.text(node) ?? [], evaluator);
  if (written === undefined || /^(s3|https?):\/\//i.test(written))
    return { kind: 'remote', where: written ?? describe(node, evaluator), at };
  return local(written, at, metadata, inside);
}

/** The first path that the text can be, with parameters at their defaults: the place of the code does not change when deploying. */
function pathOf(text: Text, { scope }: Evaluator): string | undefined {
  const withDefaults = alternativesOf(text).map((choice) =>
    choice.flatMap((part): Text => {
      const fallback =
        part.kind === 'reference' && part.targetKind === 'parameter'
          ? scope.parameters.get(part.target)?.default
          : undefined;
      return fallback === undefined ? [part] : literal(fallback);
    }),
  );
  return withDefaults.map(literalOf).find((path) => path !== undefined);
}

function local(
  written: string,
  at: SourceLocation,
  metadata: TemplateNode | undefined,
  inside: (file: string) => string | undefined,
): CodeLocation {
  const folder = inside(written);
  if (folder === undefined) return { kind: 'remote', where: written, at };
  if (/\.(zip|jar)$/i.test(folder)) return { kind: 'archive', path: folder, at };
  const points = itemsOf(child(metadata, 'BuildProperties', 'EntryPoints')).flatMap((point) => scalarOf(point) ?? []);
  return { kind: 'local', path: folder, at, ...(points.length > 0 && { entryPoints: points }) };
}

function inlineCode(node: TemplateNode, evaluator: Evaluator): CodeLocation {
  const text = evaluator.text(node) ?? [];
  return { kind: 'inline', ...inlineSource(text), at: locationOf(node) };
}

const isImage = (properties: TemplateNode | undefined): boolean =>
  scalarOf(child(properties, 'PackageType')) === 'Image' ||
  child(properties, 'ImageUri') !== undefined ||
  child(properties, 'Code', 'ImageUri') !== undefined;

/** https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-sam-cli-using-build.html (Docker metadata) */
function image(
  properties: TemplateNode | undefined,
  metadata: TemplateNode | undefined,
  at: SourceLocation,
): CodeLocation {
  const command = itemsOf(child(properties, 'ImageConfig', 'Command'))
    .map((item) => scalarOf(item))
    .find((item) => item !== undefined);
  const context = scalarOf(child(metadata, 'DockerContext')) ?? scalarOf(child(metadata, 'aws:asset:path'));
  const dockerfile = scalarOf(child(metadata, 'Dockerfile')) ?? scalarOf(child(metadata, 'aws:asset:dockerfile-path'));
  return {
    kind: 'image',
    at,
    ...(context && { context }),
    ...(dockerfile && { dockerfile }),
    ...(command && { command }),
  };
}

const isEmpty = (node: TemplateNode): boolean => node.kind === 'scalar' && node.value === null;

function describe(node: TemplateNode, evaluator: Evaluator): string {
  const bucket = child(node, 'S3Bucket') ?? child(node, 'Bucket');
  const key = child(node, 'S3Key') ?? child(node, 'Key');
  if (bucket && key) return `s3://${showName(evaluator.text(bucket) ?? [])}/${showName(evaluator.text(key) ?? [])}`;
  return showName(evaluator.text(node) ?? []) || 'a place known only when deployed';
}

/** Folder of a template, for paths written in it. */
/**
 * Path of the template's folder relative to the root. Absolute paths (assets of a CDK app that was synthesised elsewhere) are taken by
 * their longest end that is in the project.
 */
export function insideFolder(files: ProjectFiles, template: string, written: string): string | undefined {
  const folder = folderOf(template);
  if (!path.posix.isAbsolute(written)) return files.referred(folder, written);
  const segments = written.split('/').filter((segment) => segment !== '');
  for (let start = 0; start < segments.length; start += 1) {
    const end = segments.slice(start).join('/');
    const found = [files.inside(folder, end), files.inside(end)].find(
      (place) => place !== undefined && (files.isFolder(place) || files.isFile(place)),
    );
    if (found !== undefined) return found;
  }
  return undefined;
}

const folderOf = (file: string): string => path.posix.dirname(file);
