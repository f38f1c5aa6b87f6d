import type { OutputOf } from '#kernel/endpoint.ts';
import type { TeamId } from '#kernel/ids.ts';
import { Answered } from '#platform/design/calling/answered.tsx';
import { type Answer, useAnswer } from '#platform/design/calling/api.tsx';
import { Mark } from '#platform/design/patterns/notice.tsx';
import { Page, Section } from '#platform/design/patterns/page.tsx';
import { type Column, Table } from '#platform/design/patterns/table.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { loadMark } from '../domain/caseload.ts';
import { readLoad } from '../endpoints.ts';
import { WaitingCases } from './due-cases.tsx';

type Load = OutputOf<typeof readLoad>;
type Line = { readonly id: string; readonly name: string } & Load['nobody'];

/** CA-11: how the work of a team is spread, what is late, and what waits for its supervisor. */
export function TeamScreen({ team }: { readonly team: TeamId }) {
  const { words } = useReader();
  const answer: Answer<Load> = useAnswer(readLoad, { team });
  return (
    <Page
      title={words('team.title')}
      lead={words('team.lead')}
      back={{ to: '/', label: words('today.title') }}
      width="wide"
    >
      <Answered answer={answer}>{(load) => <LoadTable load={load} />}</Answered>
      <WaitingCases team={team} of="approval" />
      <WaitingCases team={team} of="nobody" />
    </Page>
  );
}

function LoadTable({ load }: { readonly load: Load }) {
  const { words, number } = useReader();
  const lines: readonly Line[] = [
    ...load.workers.map(({ worker, ...line }) => ({ id: worker.id, name: worker.name, ...line })),
    { id: 'nobody', name: words('assignment.nobody'), ...load.nobody },
  ];
  const columns: readonly Column<Line>[] = [
    { id: 'name', title: words('team.worker'), cell: ({ name }) => <bdi>{name}</bdi> },
    { id: 'open', title: words('team.cases'), isNumber: true, cell: ({ open }) => number(open) },
    {
      id: 'late',
      title: words('team.late'),
      isNumber: true,
      cell: ({ late }) => <Late late={late} />,
    },
    {
      id: 'urgent',
      title: words('team.urgent'),
      isNumber: true,
      cell: ({ urgent }) => number(urgent),
    },
    { id: 'mark', title: words('team.mark'), cell: (line) => <HowFull line={line} /> },
  ];
  return (
    <Section title={words('team.load')}>
      <Table
        caption={words('team.load.caption')}
        columns={columns}
        rows={lines}
        rowId={({ id }) => id}
        source={words('team.load.source')}
      />
    </Section>
  );
}

function Late({ late }: { readonly late: number }) {
  const { number } = useReader();
  return <span className={late > 0 ? 'is-late' : ''}>{number(late)}</span>;
}

function HowFull({ line }: { readonly line: Line }) {
  const { words } = useReader();
  if (line.id === 'nobody') return null;
  const mark = loadMark(line.open);
  if (mark === 'fits') return null;
  return <Mark kind="due">{words(`team.mark.${mark}`)}</Mark>;
}
