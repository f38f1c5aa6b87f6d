import { type CSSProperties, useMemo, useSyncExternalStore } from 'react';
import { Table } from '#platform/design/patterns/table.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { contrastOf } from '#platform/design/style/contrast.ts';
import { EDGE_PAIRS, type Pair, TEXT_PAIRS } from '#platform/design/style/pairs.ts';
import { Exhibit, Group } from './exhibit.tsx';

const COLOURS = [
  ...new Set([...TEXT_PAIRS, ...EDGE_PAIRS].flatMap(({ front, back }) => [back, front])),
  'edge-soft',
];
const TYPES = ['14', '16', '18', '22', '28', '36'];
const SPACES = ['1', '2', '3', '4', '5', '6', '8', '10', '12', '16'];

/** Colours with their contrast as the page shows them now, letters, and spaces. */
export function GalleryTokens() {
  return (
    <Group id="tokens">
      <Colours />
      <Exhibit name="--type-*">
        <Letters />
      </Exhibit>
      <Exhibit name="--space-*">
        <ul className="bare-list stack">
          {SPACES.map((step) => (
            <li key={step} className="scale-step">
              <bdi className="code small">--space-{step}</bdi>
              <span className="space-bar" style={{ inlineSize: `var(--space-${step})` }} />
            </li>
          ))}
        </ul>
      </Exhibit>
    </Group>
  );
}

function Colours() {
  const { words } = useReader();
  const colours = useColours();
  return (
    <Exhibit name="--colours">
      <ul className="bare-list swatches">
        {COLOURS.map((name) => (
          <li key={name} className="swatch">
            <span className="swatch-colour" style={ground(name)} />
            <span>
              <bdi className="code">{name}</bdi>
              <br />
              <bdi className="code small quiet">{colours.get(name)}</bdi>
            </span>
          </li>
        ))}
      </ul>
      <Pairs title={words('gallery.text-pairs')} pairs={TEXT_PAIRS} least={7} colours={colours} />
      <Pairs title={words('gallery.edge-pairs')} pairs={EDGE_PAIRS} least={3} colours={colours} />
    </Exhibit>
  );
}

function Pairs(props: {
  readonly title: string;
  readonly pairs: readonly Pair[];
  readonly least: number;
  readonly colours: ReadonlyMap<string, string>;
}) {
  const { words, number } = useReader();
  const ratioOf = ({ front, back }: Pair) =>
    contrastOf(props.colours.get(front) ?? '', props.colours.get(back) ?? '');
  return (
    <Table
      caption={props.title}
      source={words('gallery.contrast.source')}
      rows={props.pairs}
      rowId={({ front, back }) => `${front}/${back}`}
      columns={[
        {
          id: 'pair',
          title: words('gallery.pair'),
          cell: ({ front, back }) => (
            <span className="pair-sample" style={sampleOf({ front, back }, props.least)}>
              <bdi>
                {front} / {back}
              </bdi>
            </span>
          ),
        },
        {
          id: 'ratio',
          title: words('gallery.ratio'),
          isNumber: true,
          cell: (pair) => {
            const ratio = ratioOf(pair);
            // Rounded down: 6.96 is not 7.
            return Number.isFinite(ratio) ? `${number(Math.floor(ratio * 10) / 10)}:1` : '–';
          },
        },
        {
          id: 'holds',
          title: words('gallery.at-least', { ratio: props.least }),
          cell: (pair) => words(ratioOf(pair) >= props.least ? 'gallery.holds' : 'gallery.fails'),
        },
      ]}
    />
  );
}

function Letters() {
  const { words } = useReader();
  return (
    <ul className="bare-list stack">
      {TYPES.map((size) => (
        <li key={size} className="scale-step">
          <bdi className="code small">--type-{size}</bdi>
          <span style={{ fontSize: `var(--type-${size})` }}>{words('gallery.text')}</span>
        </li>
      ))}
    </ul>
  );
}

// A colour that is only good for edges is shown as one.
function sampleOf({ front, back }: Pair, least: number): CSSProperties {
  const colour = `var(--${front})`;
  return {
    ...ground(back),
    ...(least < 7 ? { border: `3px solid ${colour}` } : { color: colour }),
  };
}

const ground = (name: string): CSSProperties => ({ background: `var(--${name})` });

/** The colours that the page has now, read from the page itself and not from a list beside it. */
function useColours(): ReadonlyMap<string, string> {
  const now = useSyncExternalStore(watchLook, coloursNow);
  return useMemo(() => new Map(now.map((colour, at) => [COLOURS[at] ?? '', colour])), [now]);
}

let last: readonly string[] = [];

function coloursNow(): readonly string[] {
  const page = getComputedStyle(document.documentElement);
  const now = COLOURS.map((name) => whole(page.getPropertyValue(`--${name}`)));
  if (now.some((colour, at) => colour !== last[at])) last = now;
  return last;
}

function watchLook(changed: () => void): () => void {
  const byHand = new MutationObserver(changed);
  byHand.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  const byDevice = ['(prefers-color-scheme: dark)', '(prefers-contrast: more)'].map((query) =>
    window.matchMedia(query),
  );
  for (const query of byDevice) query.addEventListener('change', changed);
  return () => {
    byHand.disconnect();
    for (const query of byDevice) query.removeEventListener('change', changed);
  };
}

// The build shortens #ffffff to #fff.
function whole(colour: string): string {
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/.exec(colour.trim());
  if (!short) return colour.trim();
  return `#${short
    .slice(1)
    .map((digit) => digit.repeat(2))
    .join('')}`;
}
