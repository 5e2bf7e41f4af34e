import { oneLine } from './plain.js';

/**
 * Foreign text as Markdown that shows it and does nothing: no markup, link, mention, HTML or table border comes through.
 * Source of the escapable characters: https://spec.commonmark.org/0.31.2/#backslash-escapes
 */
export const markdownText = (text: string): string =>
  oneLine(text)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    // A mention or an autolink is not markup of CommonMark, so that a backslash does not stop it; a zero-width joiner does.
    .replace(/@/g, '@\u2060')
    .replace(/(https?):\/\//gi, '$1:\u2060//')
    .replace(/[\\`*_{}[\]()#+\-.!|~$]/g, '\\$&');

/**
 * Foreign text as a code span that cannot be left: the fence is longer than any run of backticks inside. Bars are escaped for tables,
 * where they end a cell even inside code: https://github.github.com/gfm/#tables-extension-
 */
export function markdownCode(text: string): string {
  const line = oneLine(text).replaceAll('|', '\\|');
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = line.startsWith('`') || line.endsWith('`') || line.trim() === '' ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** A fenced block that its content cannot close. Control characters other than line ends and tabs are shown. */
export function markdownBlock(text: string, language: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const body = text
    .split('\n')
    .map((line) => line.split('\t').map(oneLine).join('\t'))
    .join('\n');
  return `${fence}${language}\n${body.replace(/\n$/, '')}\n${fence}`;
}
