import type { SourceLocation } from '../model/location.js';

/**
 * A virtual file for code that stands inside a template. Blank lines before it make its line numbers those of the template, so that
 * every place we print can be looked up there.
 */
export function inlineFile(id: string, text: string, at: SourceLocation): { file: string; text: string } {
  const isModule = /^\s*(import\s[^(]|export\s)/m.test(text);
  const isBlock = text.includes('\n') && !at.file.endsWith('.json');
  return { file: `${at.file}#${id}.${isModule ? 'mjs' : 'js'}`, text: isBlock ? '\n'.repeat(at.line) + text : text };
}
