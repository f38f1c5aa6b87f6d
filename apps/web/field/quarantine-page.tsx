import { type FormEvent, useState } from 'react';
import type { OutputOf } from '#kernel/endpoint.ts';
import { Answered } from '#platform/design/calling/answered.tsx';
import { useAnswer, useCall } from '#platform/design/calling/api.tsx';
import { Button } from '#platform/design/controls/button.tsx';
import { Link } from '#platform/design/controls/link.tsx';
import { TextArea } from '#platform/design/controls/text-field.tsx';
import { Notice } from '#platform/design/patterns/notice.tsx';
import { Page } from '#platform/design/patterns/page.tsx';
import { RefusalNotice } from '#platform/design/patterns/refusal-notice.tsx';
import { EmptyState } from '#platform/design/patterns/waiting.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { listQuarantine, settleQuarantine } from '#platform/sync/protocol/endpoints.ts';
import { WrittenAnswers } from './written-answers.tsx';
import { beginsCase } from './written-form.ts';
import './field.css';

type Item = OutputOf<typeof listQuarantine>['items'][number];
type Decision = 'take' | 'set-aside';

// As short as the server takes a reason.
const SHORTEST_REASON = 10;

/** Work that came from people whose device or access was taken back. A person judges each. */
export function QuarantinePage() {
  const { words } = useReader();
  const answer = useAnswer(listQuarantine, {});
  return (
    <Page
      title={words('field.quarantine')}
      lead={words('field.quarantine.lead')}
      back={{ to: '/account', label: words('shell.account') }}
    >
      <Answered answer={answer}>
        {({ items }) => (
          <Items
            items={items}
            onSettled={() => (answer.state === 'ready' ? answer.again() : undefined)}
          />
        )}
      </Answered>
    </Page>
  );
}

function Items(props: { readonly items: readonly Item[]; readonly onSettled: () => void }) {
  const { words } = useReader();
  const { items, onSettled } = props;
  const [settled, setSettled] = useState<Decision | undefined>(undefined);
  return (
    <>
      {settled ? (
        <Notice kind="done" title={words(`field.quarantine.done.${settled}`)} isNews />
      ) : null}
      {items.length === 0 ? (
        <EmptyState title={words('field.quarantine.none')}>
          {words('field.quarantine.none.what')}
        </EmptyState>
      ) : null}
      <ul className="bare-list stack-wide" aria-label={words('field.quarantine')}>
        {items.map((item) => (
          <li key={`${item.deviceId}.${item.number}`} className="tray-item stack">
            <WhatCame item={item} />
            <Judge
              item={item}
              onSettled={(decision) => {
                setSettled(decision);
                onSettled();
              }}
            />
          </li>
        ))}
      </ul>
    </>
  );
}

function WhatCame({ item }: { readonly item: Item }) {
  const { words, wordsIfAny, instant } = useReader();
  return (
    <>
      <h2>{wordsIfAny(`field.operation.${item.operation}`) ?? words('field.operation')}</h2>
      <p>{words('field.quarantine.by', { name: item.author.name })}</p>
      <p className="quiet">
        {words('field.quarantine.when', {
          written: instant(item.writtenAt),
          arrived: instant(item.arrivedAt),
        })}
      </p>
      {item.input === null ? <p>{words('field.quarantine.hidden')}</p> : null}
      <WrittenAnswers
        title={words('field.quarantine.written')}
        operation={item.operation}
        input={item.input}
      />
      {item.input === null || beginsCase(item.operation) ? null : (
        <p>
          <Link to={`/cases/${item.recordId}`}>{words('field.tray.see-case')}</Link>
        </p>
      )}
    </>
  );
}

function Judge(props: { readonly item: Item; readonly onSettled: (made: Decision) => void }) {
  const { words } = useReader();
  const { run, isBusy, refusal } = useCall(settleQuarantine);
  const [decision, setDecision] = useState<Decision | undefined>(undefined);
  const [reason, setReason] = useState('');
  const [isChecked, setChecked] = useState(false);
  const isShort = reason.trim().length < SHORTEST_REASON;
  if (decision === undefined) {
    return (
      <div className="row">
        <Button onPress={() => setDecision('take')}>{words('field.quarantine.take')}</Button>
        <Button onPress={() => setDecision('set-aside')}>
          {words('field.quarantine.set-aside')}
        </Button>
      </div>
    );
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (isShort) return;
    const { deviceId, number } = props.item;
    const answer = await run({ deviceId, number, decision, reason: reason.trim() });
    if (answer.ok) props.onSettled(decision);
  };
  return (
    <form className="stack" onSubmit={(event) => void submit(event)}>
      <p>{words(`field.quarantine.${decision}.what`)}</p>
      <TextArea
        label={words('field.quarantine.reason')}
        value={reason}
        onChange={setReason}
        maxLength={2000}
        issue={isChecked && isShort ? words('field.quarantine.reason.short') : undefined}
      />
      {refusal ? <RefusalNotice refusal={refusal} isNews /> : null}
      <div className="row">
        <Button kind="primary" type="submit" isBusy={isBusy}>
          {words(`field.quarantine.${decision}`)}
        </Button>
        <Button kind="plain" onPress={() => setDecision(undefined)}>
          {words('field.quarantine.leave')}
        </Button>
      </div>
    </form>
  );
}
