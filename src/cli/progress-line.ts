import type { Progress } from '../dynamic/evidence-source.js';

/** Time between two drawings, ms. */
const EVERY = 200;

/** One line that is redrawn on a terminal; nothing at all elsewhere, so that logs stay clean. */
export function progressLine(stream: NodeJS.WriteStream): {
  show(what: string, progress: Progress): void;
  clear(): void;
} {
  let last = 0;
  let drawn = false;
  return {
    show(what, { done, total, unit, events }) {
      const now = Date.now();
      if (!stream.isTTY || now - last < EVERY) return;
      last = now;
      drawn = true;
      const share = total === undefined ? `${done}` : `${done} of ${total}`;
      const text = `${what}: ${share} ${unit}${events > 0 ? `, ${events.toLocaleString('en')} events` : ''}`;
      stream.write(`\r\u001b[K${text.slice(0, (stream.columns ?? 80) - 1)}`);
    },
    clear() {
      if (drawn) stream.write('\r\u001b[K');
      drawn = false;
    },
  };
}
