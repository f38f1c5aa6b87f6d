/** Choices that look like chance and are the same for the same words. */
export type Draw = {
  /** From 0 to `below`, the latter left out. */
  readonly under: (below: number) => number;
  readonly between: (least: number, most: number) => number;
  readonly pick: <Item>(items: readonly Item[]) => Item;
  /** True in about one of `times`. */
  readonly oneIn: (times: number) => boolean;
};

/** mulberry32 from a hash (FNV-1a) of the words: small, pure, and good enough for inventing. */
export function drawFrom(...words: readonly (string | number)[]): Draw {
  let state = hashOf(words.join('/'));
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const under = (below: number): number => Math.floor(next() * below);
  return {
    under,
    between: (least, most) => least + under(most - least + 1),
    pick: (items) => {
      const item = items[under(items.length)];
      if (item === undefined) throw new Error('Nothing to pick from');
      return item;
    },
    oneIn: (times) => under(times) === 0,
  };
}

function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const letter of text) {
    hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  }
  return hash;
}
