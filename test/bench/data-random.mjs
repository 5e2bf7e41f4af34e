/** A seeded generator (mulberry32): the same seed gives the same organisation, byte for byte. */
export function randomFrom(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = (n) => Math.floor(next() * n);
  const hex = (n) => {
    let out = '';
    while (out.length < n) out += ((next() * 4294967296) >>> 0).toString(16).padStart(8, '0');
    return out.slice(0, n);
  };
  return {
    next,
    below,
    hex,
    pick: (list) => list[below(list.length)],
    chance: (p) => next() < p,
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`,
  };
}
