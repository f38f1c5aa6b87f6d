import { Instant } from '#kernel/instant.ts';
import { Button } from '#platform/design/controls/button.tsx';
import { CardList, Facts } from '#platform/design/patterns/card-list.tsx';
import { Folded } from '#platform/design/patterns/folded.tsx';
import { Mark } from '#platform/design/patterns/notice.tsx';
import { Quotation } from '#platform/design/patterns/quotation.tsx';
import { type Column, Table } from '#platform/design/patterns/table.tsx';
import { Timeline } from '#platform/design/patterns/timeline.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { Exhibit, State } from './exhibit.tsx';

const numbersTo = (last: number): readonly number[] =>
  Array.from({ length: last }, (_, at) => at + 1);

export function GalleryLists() {
  return (
    <>
      <Cards />
      <Pairs />
      <Tables />
      <Story />
      <Unfolding />
    </>
  );
}

function Cards() {
  const { words } = useReader();
  const items = (count: number, line: string) =>
    numbersTo(count).map((row) => ({
      id: `${row}`,
      to: '/gallery',
      title: words('gallery.card', { code: `K-4${row}7` }),
      lines: [line],
      marks:
        row === 1 ? (
          <>
            <Mark kind="due">{words('gallery.mark.due')}</Mark>
            <Mark kind="done">{words('gallery.notice.done')}</Mark>
          </>
        ) : null,
    }));
  const label = (state: string) => `${words('gallery.cards')} ${words(`gallery.state.${state}`)}`;
  return (
    <Exhibit name="CardList">
      <State of="rest">
        <CardList label={label('rest')} items={items(3, words('gallery.card.line'))} />
      </State>
      <State of="long">
        <CardList label={label('long')} items={items(1, words('gallery.long'))} />
      </State>
      <State of="overfull">
        <CardList label={label('overfull')} items={items(12, words('gallery.card.line'))} />
      </State>
      <State of="mirrored">
        <CardList label={label('mirrored')} items={items(2, words('gallery.card.line'))} />
      </State>
    </Exhibit>
  );
}

function Pairs() {
  const { words } = useReader();
  return (
    <Exhibit name="Facts">
      <State of="rest">
        <Facts
          items={[
            { label: words('gallery.name'), value: <bdi>ሰላም ምሳሌ</bdi> },
            { label: words('gallery.place'), value: words('gallery.card.line') },
          ]}
        />
      </State>
      <State of="long">
        <Facts items={[{ label: words('gallery.long'), value: words('gallery.long') }]} />
      </State>
    </Exhibit>
  );
}

function Tables() {
  const { words, number } = useReader();
  const what = (column: number): Column<number> => ({
    id: `what${column}`,
    title: words('gallery.table.what'),
    cell: () => words('gallery.card.line'),
  });
  const count: Column<number> = {
    id: 'count',
    title: words('gallery.table.count'),
    isNumber: true,
    cell: (row) => number(row * 1234),
  };
  const shown = (state: 'rest' | 'empty' | 'overfull', rows: number, columns: number) => (
    <State of={state}>
      <Table
        caption={`${words('gallery.table')} ${words(`gallery.state.${state}`)}`}
        source={words('gallery.table.source')}
        rows={numbersTo(rows)}
        rowId={(row) => `${row}`}
        columns={[...numbersTo(columns).map(what), count]}
      />
    </State>
  );
  return (
    <Exhibit name="Table">
      {shown('rest', 3, 1)}
      {shown('empty', 0, 1)}
      {shown('overfull', 8, 6)}
    </Exhibit>
  );
}

function Story() {
  const { words } = useReader();
  const states = ['kept', 'held', 'conflict', 'unsent'] as const;
  return (
    <Exhibit name="Timeline">
      <State of="rest">
        <Timeline
          label={words('gallery.timeline')}
          items={states.map((state, index) => ({
            id: state,
            at: Instant.parse(`2026-11-2${4 - index}T09:30:00.000Z`),
            by: 'Mira Sample',
            part: words('gallery.part'),
            title: words('gallery.entry'),
            state,
            body: index === 0 ? <p>{words('gallery.notice.more')}</p> : undefined,
            exactWords: index === 0 ? words('gallery.said') : undefined,
          }))}
        />
      </State>
    </Exhibit>
  );
}

function Unfolding() {
  const { words } = useReader();
  return (
    <>
      <Exhibit name="Folded">
        <State of="rest">
          <Folded title={words('gallery.timeline')}>
            <p>{words('gallery.notice.more')}</p>
            <Button>{words('gallery.add')}</Button>
          </Folded>
        </State>
        <State of="long">
          <Folded title={words('gallery.long')}>
            <p>{words('gallery.notice.more')}</p>
          </Folded>
        </State>
      </Exhibit>
      <Exhibit name="Quotation">
        <State of="rest">
          <Quotation words={words('gallery.said')} by="Mira Sample" />
        </State>
        <State of="mirrored">
          <Quotation words={words('gallery.said')} />
        </State>
      </Exhibit>
    </>
  );
}
