import type { OutputOf } from '#kernel/endpoint.ts';
import { SensitivityClass } from '#kernel/sensitivity.ts';
import { Answered } from '#platform/design/calling/answered.tsx';
import { type Answer, useAnswer } from '#platform/design/calling/api.tsx';
import { Page } from '#platform/design/patterns/page.tsx';
import { type Column, Table } from '#platform/design/patterns/table.tsx';
import { EmptyState } from '#platform/design/patterns/waiting.tsx';
import { type Reader, useReader } from '#platform/design/reader/reader.tsx';
import type { AccessLine } from '../domain/views.ts';
import { readAccessLog } from '../endpoints.ts';

/** Who saw or changed this case, and why. It shows no content, and reading it is written down too. */
export function AccessLogScreen({ recordId }: { readonly recordId: string }) {
  const reader = useReader();
  const { words } = reader;
  const answer: Answer<OutputOf<typeof readAccessLog>> = useAnswer(
    readAccessLog,
    { recordId },
    { purpose: 'supervision' },
  );
  return (
    <Page
      title={words('access-log.title')}
      lead={words('access-log.lead')}
      back={{ to: `/cases/${recordId}`, label: words('access-log.back') }}
      width="wide"
    >
      <Answered answer={answer}>
        {({ lines }) =>
          lines.length === 0 ? (
            <EmptyState title={words('access-log.empty')} />
          ) : (
            <Table
              caption={words('access-log.caption', { count: lines.length })}
              columns={columns(reader)}
              rows={lines.map((line, index) => ({ ...line, id: `${index}` }))}
              rowId={(row) => row.id}
            />
          )
        }
      </Answered>
    </Page>
  );
}

type Row = AccessLine & { readonly id: string };

function columns({ words, wordsIfAny, instant, list }: Reader): readonly Column<Row>[] {
  return [
    {
      id: 'at',
      title: words('access-log.at'),
      cell: (row) => <time dateTime={row.at}>{instant(row.at)}</time>,
    },
    {
      id: 'by',
      title: words('access-log.by'),
      cell: (row) => <bdi>{row.by?.name ?? words('access-log.system')}</bdi>,
    },
    {
      id: 'what',
      title: words('access-log.what'),
      cell: (row) => wordsIfAny(`audit.${row.action}`) ?? <bdi>{row.action}</bdi>,
    },
    {
      id: 'why',
      title: words('access-log.why'),
      cell: (row) => (row.purpose ? words(`purpose.${row.purpose}`) : ''),
    },
    {
      id: 'parts',
      title: words('access-log.parts'),
      cell: (row) =>
        row.classes.length === SensitivityClass.options.length
          ? words('class.all')
          : list(row.classes.map((one) => words(`class.${one}`))),
    },
  ];
}
