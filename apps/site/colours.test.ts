import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

// Stands here and not beside the tokens: tests of screens are given empty style sheets.
const tokens = new URL('../../platform/design/style/tokens.css', import.meta.url);
const css = readFileSync(tokens, 'utf8');

const [light = '', byDevice = '', byHand = ''] = Array.from(
  css.matchAll(
    /:root(?::not\(\[data-theme='light'\]\)|\[data-theme='dark'\])? \{([^}]*--ground[^}]*)\}/g,
  ),
  ([, block]) => block ?? '',
);

function coloursIn(block: string): Map<string, string> {
  return new Map(
    Array.from(block.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g), ([, name = '', value = '']) => [
      name,
      value,
    ]),
  );
}

// WCAG 2.2, relative luminance and contrast ratio.
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(block: string, front: string, back: string): number {
  const colours = coloursIn(block);
  const [lighter = 0, darker = 0] = [front, back]
    .map((name) => luminance(colours.get(name) ?? 'missing'))
    .toSorted((left, right) => right - left);
  return (lighter + 0.05) / (darker + 0.05);
}

const GROUNDS = ['ground', 'surface', 'sunken'];
const TEXTS: readonly (readonly [string, string])[] = [
  ...GROUNDS.flatMap((back) =>
    ['ink', 'ink-quiet', 'accent'].map((front) => [front, back] as const),
  ),
  ['on-accent', 'accent'],
  ['on-accent', 'accent-strong'],
  ['on-accent-soft', 'accent-soft'],
  ['on-due-soft', 'due-soft'],
  ['on-due-soft', 'ground'],
  ['on-due-soft', 'surface'],
  ['on-danger', 'danger'],
  ['on-danger', 'danger-strong'],
  ['on-danger-soft', 'danger-soft'],
  ['on-done-soft', 'done-soft'],
];
const EDGES = GROUNDS.flatMap((back) =>
  ['edge', 'due-mark', 'danger', 'done-mark', 'focus'].map((front) => [front, back] as const),
);

describe.each([
  ['light', light],
  ['dark', byHand],
])('the %s colours', (_name, block) => {
  it.each(TEXTS)('show %s on %s with at least 7:1', (front, back) => {
    expect(contrast(block, front, back)).toBeGreaterThanOrEqual(7);
  });

  it.each(EDGES)('show %s on %s with at least 3:1', (front, back) => {
    expect(contrast(block, front, back)).toBeGreaterThanOrEqual(3);
  });
});

describe('the dark colours', () => {
  it('are the same by wish of the device and by choice', () => {
    expect([...coloursIn(byHand)]).toEqual([...coloursIn(byDevice)]);
    expect(coloursIn(byHand).size).toBe(coloursIn(light).size);
  });
});
