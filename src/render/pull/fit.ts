/** A part of a comment at some lengths, from everything to a line. */
export interface Section {
  full: string;
  /** Without what can be had elsewhere. */
  middle?: string;
  short: string;
  line: string;
}

/**
 * Sections between a head and a foot, as much of them as a limit allows. Every section gets its line before one gets more, so that no
 * function goes unmentioned; what is left out is said.
 * @param limit in what `measure` counts
 */
export function fitSections(
  head: string,
  sections: readonly Section[],
  foot: string,
  limit: number,
  measure: (text: string) => number = (text) => text.length,
): string {
  const whole = join([head, ...sections.map(({ full }) => full), foot]);
  if (measure(whole) <= limit) return whole;
  const lines: string[] = [];
  // Room for the longest notice, and a line end for each part.
  let room = limit - measure(join([head, notice(sections.length, sections.length), foot])) - 2;
  for (const { line } of sections) {
    if (measure(line) + 2 > room) break;
    room -= measure(line) + 2;
    lines.push(line);
  }
  let cut = 0;
  const bodies = lines.map((line, index) => {
    const { full, middle, short } = sections[index]!;
    const fits = (one: string | undefined) => one !== undefined && measure(one) - measure(line) <= room;
    const text = [full, middle, short].find(fits) ?? line;
    room -= measure(text) - measure(line);
    if (text !== full) cut += 1;
    return text;
  });
  return join([head, ...bodies, notice(cut, sections.length - lines.length), foot]);
}

const notice = (cut: number, missing: number): string =>
  [
    '> **Truncated**: this does not fit into one comment.',
    ...(cut > 0 ? [`${cut} functions are shown in short.`] : []),
    ...(missing > 0 ? [`${missing} functions are not shown.`] : []),
    'Run `npx iam-tighten check` for everything.\n',
  ].join(' ');

const join = (parts: readonly string[]): string => parts.filter((part) => part !== '').join('\n');
