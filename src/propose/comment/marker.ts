/**
 * The hidden first line by which a comment is found again. What a key may hold is limited, so that it cannot end the HTML comment.
 * @param key tells several comments of one pull request apart
 */
export const markerOf = (key: string): string => `<!-- iam-tighten:${key} -->`;

export const isKey = (key: string): boolean => /^[A-Za-z0-9][A-Za-z0-9._/-]{0,99}$/.test(key) && !key.includes('--');

/** What a comment says once a newer one has taken its place: it is not found by the marker again. */
export function retired(body: string, marker: string): string {
  const text = body.slice(marker.length).trim();
  return `<!-- iam-tighten-outdated -->\n<details><summary>Outdated: a newer comment replaces this one</summary>\n\n${text}\n\n</details>\n`;
}
