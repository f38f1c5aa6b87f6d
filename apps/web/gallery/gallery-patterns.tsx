import { useState } from 'react';
import { Instant } from '#kernel/instant.ts';
import { Button } from '#platform/design/controls/button.tsx';
import { CardList, Facts } from '#platform/design/patterns/card-list.tsx';
import { Dialog } from '#platform/design/patterns/dialog.tsx';
import { Mark, Notice } from '#platform/design/patterns/notice.tsx';
import { Section } from '#platform/design/patterns/page.tsx';
import { RefusalNotice } from '#platform/design/patterns/refusal-notice.tsx';
import { StepProgress } from '#platform/design/patterns/step-progress.tsx';
import { Table } from '#platform/design/patterns/table.tsx';
import { Timeline } from '#platform/design/patterns/timeline.tsx';
import { EmptyState, Skeleton } from '#platform/design/patterns/waiting.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';

export function GalleryPatterns() {
  const { words } = useReader();
  return (
    <>
      <Section title={words('gallery.notices')}>
        <Notices />
      </Section>
      <Section title={words('gallery.lists')}>
        <Lists />
      </Section>
      <Section title={words('gallery.timeline')}>
        <Story />
      </Section>
      <Section title={words('gallery.waiting')}>
        <Waiting />
      </Section>
    </>
  );
}

function Notices() {
  const { words } = useReader();
  return (
    <>
      {(['info', 'due', 'danger', 'done'] as const).map((kind) => (
        <Notice key={kind} kind={kind} title={words(`gallery.notice.${kind}`)}>
          <p>{words('gallery.notice.more')}</p>
        </Notice>
      ))}
      <RefusalNotice refusal={{ code: 'network.unreachable' }}>
        <Button>{words('refusal.again')}</Button>
      </RefusalNotice>
      <RefusalNotice refusal={{ code: 'gallery.no-such-code' }} />
    </>
  );
}

function Lists() {
  const { words, number } = useReader();
  const rows = [1, 2, 3];
  return (
    <>
      <CardList
        label={words('gallery.cards')}
        items={rows.map((row) => ({
          id: `${row}`,
          to: '/gallery',
          title: words('gallery.card', { code: `K-4${row}7` }),
          lines: [words('gallery.card.line')],
          marks: row === 1 ? <Mark kind="due">{words('gallery.mark.due')}</Mark> : null,
        }))}
      />
      <Facts
        items={[
          { label: words('gallery.name'), value: <bdi>ሰላም አበበ</bdi> },
          { label: words('gallery.place'), value: words('gallery.card.line') },
        ]}
      />
      <Table
        caption={words('gallery.table')}
        source={words('gallery.table.source')}
        rows={rows}
        rowId={(row) => `${row}`}
        columns={[
          {
            id: 'what',
            title: words('gallery.table.what'),
            cell: () => words('gallery.card.line'),
          },
          {
            id: 'count',
            title: words('gallery.table.count'),
            isNumber: true,
            cell: (row) => number(row * 1234),
          },
        ]}
      />
    </>
  );
}

function Story() {
  const { words } = useReader();
  const states = ['kept', 'held', 'conflict', 'unsent'] as const;
  return (
    <Timeline
      label={words('gallery.timeline')}
      items={states.map((state, index) => ({
        id: state,
        at: Instant.parse(`2026-11-2${4 - index}T09:30:00.000Z`),
        by: 'Mira Tallow',
        part: words('gallery.part'),
        title: words('gallery.entry'),
        state,
        body: index === 0 ? <p>{words('gallery.notice.more')}</p> : undefined,
        exactWords: index === 0 ? words('gallery.said') : undefined,
      }))}
    />
  );
}

function Waiting() {
  const { words } = useReader();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <StepProgress step={2} steps={5} />
      <EmptyState
        title={words('gallery.empty')}
        action={<Button icon="add">{words('gallery.add')}</Button>}
      >
        <p>{words('gallery.empty.what')}</p>
      </EmptyState>
      <Skeleton />
      <div>
        <Button onPress={() => setOpen(true)}>{words('gallery.dialog')}</Button>
      </div>
      <Dialog
        title={words('gallery.dialog')}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        actions={<Button onPress={() => setOpen(false)}>{words('dialog.close')}</Button>}
      >
        <p>{words('gallery.notice.more')}</p>
      </Dialog>
    </>
  );
}
