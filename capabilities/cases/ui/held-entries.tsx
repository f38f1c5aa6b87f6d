import { useState } from 'react';
import { z } from 'zod';
import type { OutputOf } from '#kernel/endpoint.ts';
import { Answered } from '#platform/design/calling/answered.tsx';
import { type Answer, useAnswer, useCall } from '#platform/design/calling/api.tsx';
import { Button } from '#platform/design/controls/button.tsx';
import { TextArea } from '#platform/design/controls/text-field.tsx';
import { AnswersView } from '#platform/design/form/answers-view.tsx';
import { usePack } from '#platform/design/pack/pack.tsx';
import { Dialog } from '#platform/design/patterns/dialog.tsx';
import { Folded } from '#platform/design/patterns/folded.tsx';
import { Section } from '#platform/design/patterns/page.tsx';
import { RefusalNotice } from '#platform/design/patterns/refusal-notice.tsx';
import { Timeline } from '#platform/design/patterns/timeline.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import type { ShowEntry } from './case-timeline.tsx';
import { listHeld, settleHeld } from '../endpoints.ts';
import type { WorkerHere } from './worker-here.ts';

type Held = OutputOf<typeof listHeld>['held'][number];
type Settling = { readonly entry: Held; readonly outcome: 'taken' | 'set-aside' };

/** Work that no longer fitted when it arrived. It is kept, and a supervisor decides what becomes of it. */
export function HeldEntries(props: {
  readonly recordId: string;
  readonly worker: WorkerHere;
  readonly onSettled: () => void;
  readonly showEntry?: ShowEntry | undefined;
}) {
  const { words, wordsIfAny } = useReader();
  const answer: Answer<OutputOf<typeof listHeld>> = useAnswer(listHeld, {
    recordId: props.recordId,
  });
  const [settling, setSettling] = useState<Settling | undefined>(undefined);
  const maySettle = (entry: Held) =>
    props.worker.abilities.includes('settle-held') && entry.by.id !== props.worker.id;
  const itemOf = (entry: Held) => ({
    id: entry.entryId,
    at: entry.at,
    by: entry.by.name,
    part: words('held.part'),
    title: wordsIfAny(`entry.${entry.type}`) ?? words('entry.other'),
    state: 'held' as const,
    body: (
      <div className="stack-close">
        <p>{wordsIfAny(`refusal.${entry.reason}`) ?? words('held.reason')}</p>
        {props.showEntry?.(entry.type, entry.body) ?? <FilledIn entry={entry} />}
        {maySettle(entry) ? (
          <div className="row">
            <Button onPress={() => setSettling({ entry, outcome: 'taken' })}>
              {words('held.take')}
            </Button>
            <Button kind="plain" onPress={() => setSettling({ entry, outcome: 'set-aside' })}>
              {words('held.set-aside')}
            </Button>
          </div>
        ) : null}
      </div>
    ),
  });
  return (
    <Section title={words('held.title')}>
      <Answered answer={answer}>
        {({ held }) => <Timeline label={words('held.title')} items={held.map(itemOf)} />}
      </Answered>
      {settling ? (
        <SettleDialog
          recordId={props.recordId}
          settling={settling}
          onClose={() => setSettling(undefined)}
          onSettled={() => {
            setSettling(undefined);
            if (answer.state !== 'waiting') answer.again();
            props.onSettled();
          }}
        />
      ) : null}
    </Section>
  );
}

const FORMS: Readonly<Record<string, string>> = {
  'cases.child-registered': 'registration',
  'cases.consent-recorded': 'consent',
  'cases.risk-assessed': 'risk',
  'cases.plan-written': 'plan',
};
const Filled = z.object({ filledIn: z.array(z.record(z.string(), z.unknown())) });

/** The answers as they were sent: nobody decides about work they have not read. */
function FilledIn({ entry }: { readonly entry: Held }) {
  const { words } = useReader();
  const pack = usePack();
  const filled = Filled.safeParse(entry.body);
  const formId = FORMS[entry.type];
  if (!filled.success || formId === undefined) return null;
  return (
    <Folded title={words('held.show')}>
      {filled.data.filledIn.map((answers, index) => (
        <AnswersView
          key={index}
          form={pack.form(formId)}
          answers={answers}
          reference={pack.reference}
        />
      ))}
    </Folded>
  );
}

function SettleDialog(props: {
  readonly recordId: string;
  readonly settling: Settling;
  readonly onClose: () => void;
  readonly onSettled: () => void;
}) {
  const { entry, outcome } = props.settling;
  const { words } = useReader();
  const { run, isBusy, refusal } = useCall(settleHeld);
  const [reason, setReason] = useState('');
  const [isChecked, setChecked] = useState(false);
  const isShort = reason.trim().length < 3;
  const send = async () => {
    setChecked(true);
    if (isShort) return;
    const { recordId } = props;
    const settled = await run({ recordId, entryId: entry.entryId, outcome, reason });
    if (settled.ok) props.onSettled();
  };
  return (
    <Dialog
      title={words(`held.${outcome}.title`)}
      isOpen
      onClose={props.onClose}
      actions={
        <Button kind="primary" isBusy={isBusy} onPress={() => void send()}>
          {words(`held.${outcome}.do`)}
        </Button>
      }
    >
      <p>{words(`held.${outcome}.what`)}</p>
      {refusal ? <RefusalNotice refusal={refusal} /> : null}
      <TextArea
        label={words('held.why')}
        isNeeded
        maxLength={2000}
        value={reason}
        onChange={setReason}
        issue={isChecked && isShort ? words('issue.required') : undefined}
      />
    </Dialog>
  );
}
