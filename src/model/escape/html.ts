import { oneLine } from './plain.js';

const ENTITIES: { readonly [char: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Foreign text for element content and quoted attributes. */
export const htmlText = (text: string): string => oneLine(text).replace(/[&<>"']/g, (char) => ENTITIES[char]!);

/**
 * A value as JSON inside a `<script type="application/json">`: no text in it can end the element or begin a comment.
 * Source: https://html.spec.whatwg.org/multipage/scripting.html#restrictions-for-contents-of-script-elements
 */
export const htmlJson = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
