import type { ReactNode } from 'react';
import type { OutputOf } from '#kernel/endpoint.ts';
import { Answered } from '#platform/design/calling/answered.tsx';
import { type Answer, useAnswer } from '#platform/design/calling/api.tsx';
import { ButtonLink } from '#platform/design/controls/link.tsx';
import { Mark } from '#platform/design/patterns/notice.tsx';
import { Page, Section } from '#platform/design/patterns/page.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { listReceipts } from '../endpoints.ts';
import { CaseCode } from './case-marks.tsx';
import type { WorkerHere } from './worker-here.ts';

type Receipts = OutputOf<typeof listReceipts>;

/** Whoever only hands children over: the way to do it, and the receipts of what they handed over. */
export function HandOverHome(props: {
  readonly worker: WorkerHere;
  readonly children?: ReactNode;
}) {
  const { words } = useReader();
  const answer: Answer<Receipts> = useAnswer(listReceipts, {}, { follows: true });
  return (
    <Page
      title={words('hand-over.start')}
      lead={words('hand-over.start.lead')}
      actionFirst
      action={
        <ButtonLink to="/hand-over" kind="primary" iconAfter="next">
          {words('hand-over.begin')}
        </ButtonLink>
      }
    >
      {props.children}
      <ol className="steps">
        <li>{words('hand-over.start.ask')}</li>
        <li>{words('hand-over.start.send')}</li>
        <li>{words('hand-over.start.receipt')}</li>
      </ol>
      <Answered answer={answer}>
        {({ receipts }) => (receipts.length > 0 ? <ReceiptList receipts={receipts} /> : null)}
      </Answered>
    </Page>
  );
}

function ReceiptList({ receipts }: Receipts) {
  const { words, instant } = useReader();
  return (
    <Section title={words('receipts.title')}>
      <p className="small quiet">{words('receipts.lead')}</p>
      <ul className="bare-list cards">
        {receipts.map(({ recordId, code, team, arrivedAt, takenAt, isWaiting = false }) => (
          <li key={recordId} className="card">
            <div className="card-body">
              <p className="card-title">
                <CaseCode code={code} />
              </p>
              <p className="small quiet">
                {isWaiting
                  ? words('receipt.kept')
                  : words('receipt.arrived', { at: instant(arrivedAt) })}
              </p>
              <p className="small">
                <bdi>{team.name}</bdi> {team.phone ? <Phone number={team.phone} /> : null}
              </p>
            </div>
            <div className="card-marks">
              {takenAt ? (
                <Mark kind="done">{words('receipts.taken', { at: instant(takenAt) })}</Mark>
              ) : (
                <Mark kind="due">
                  {words(isWaiting ? 'receipts.not-sent' : 'receipts.not-taken')}
                </Mark>
              )}
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** A number to call with one touch; it runs left to right in every language. */
export function Phone({ number }: { readonly number: string }) {
  return (
    <a className="link" href={`tel:${number.replaceAll(/[^+\d]/g, '')}`} dir="ltr">
      {number}
    </a>
  );
}
