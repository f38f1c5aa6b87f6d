import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contrastOf } from '#platform/design/style/contrast.ts';
import { EDGE_PAIRS, type Pair, TEXT_PAIRS } from '#platform/design/style/pairs.ts';

// Stands here and not beside the tokens: tests of screens are given empty style sheets.
const tokens = new URL('../../platform/design/style/tokens.css', import.meta.url);
const css = readFileSync(tokens, 'utf8');
const root = /:root \{([^}]*)\}/.exec(css)?.[1] ?? '';
const written = new Map(
  Array.from(root.matchAll(/--([a-z-]+):\s*([^;]+);/g), ([, name = '', value = '']) => [
    name,
    value,
  ]),
);

type Wish = { readonly side: 'light' | 'dark'; readonly strength: 'plain' | 'more' };

/** What a browser makes of a colour: of each pair of switches the wished one gives its value. */
function colourOf(name: string, wish: Wish): string {
  const value = written.get(name) ?? '';
  const strong = /^var\(--plain, (.*)\) var\(--more, var\(--([a-z]+)\)\)$/.exec(value);
  if (strong?.[1] !== undefined && strong[2] !== undefined)
    return wish.strength === 'more' ? colourOf(strong[2], wish) : sideOf(strong[1], wish);
  return sideOf(value, wish);
}

function sideOf(value: string, wish: Wish): string {
  const sides = /^var\(--light, (#[0-9a-f]{6})\) var\(--dark, (#[0-9a-f]{6})\)$/.exec(value);
  return (wish.side === 'light' ? sides?.[1] : sides?.[2]) ?? `no colour: ${value}`;
}

const contrast = ({ front, back }: Pair, wish: Wish) =>
  contrastOf(colourOf(front, wish), colourOf(back, wish));

const WISHES: readonly Wish[] = (['plain', 'more'] as const).flatMap((strength) =>
  (['light', 'dark'] as const).map((side) => ({ side, strength })),
);

describe.each(WISHES)('the $side colours, $strength', (wish) => {
  it.each(TEXT_PAIRS)('show $front on $back with at least 7:1', (pair) => {
    expect(contrast(pair, wish)).toBeGreaterThanOrEqual(7);
  });

  it.each(EDGE_PAIRS)('show $front on $back with at least 3:1', (pair) => {
    expect(contrast(pair, wish)).toBeGreaterThanOrEqual(3);
  });
});

describe('the colours', () => {
  it('stand once, each with its light and its dark value', () => {
    const names = [...written.keys()].filter((name) => written.get(name)?.includes('#'));
    expect(names.length).toBeGreaterThan(24);
    for (const name of names)
      for (const wish of WISHES) expect(colourOf(name, wish)).toMatch(/^#[0-9a-f]{6}$/);
    expect(css.match(/--accent:/g)).toHaveLength(1);
  });

  it('are black on white where contrast is wished for, in the light', () => {
    const wish = { side: 'light', strength: 'more' } as const;
    expect([colourOf('ink', wish), colourOf('ground', wish)]).toEqual(['#000000', '#ffffff']);
  });
});
