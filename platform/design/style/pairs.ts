/** Which colours meet on screen: text needs 7:1 on its ground, an edge 3:1. Names of tokens. */
export type Pair = { readonly front: string; readonly back: string };

const GROUNDS = ['ground', 'surface', 'sunken'] as const;

const onGrounds = (fronts: readonly string[]): readonly Pair[] =>
  GROUNDS.flatMap((back) => fronts.map((front) => ({ front, back })));

export const TEXT_PAIRS: readonly Pair[] = [
  ...onGrounds(['ink', 'ink-quiet', 'accent']),
  { front: 'on-accent', back: 'accent' },
  { front: 'on-accent', back: 'accent-strong' },
  { front: 'on-accent-soft', back: 'accent-soft' },
  { front: 'on-due-soft', back: 'due-soft' },
  { front: 'on-due-soft', back: 'ground' },
  { front: 'on-due-soft', back: 'surface' },
  { front: 'on-danger', back: 'danger' },
  { front: 'on-danger', back: 'danger-strong' },
  { front: 'on-danger-soft', back: 'danger-soft' },
  { front: 'on-done-soft', back: 'done-soft' },
];

export const EDGE_PAIRS: readonly Pair[] = onGrounds([
  'edge',
  'due-mark',
  'danger',
  'done-mark',
  'focus',
]);
