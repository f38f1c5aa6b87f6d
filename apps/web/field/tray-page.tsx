import { useState } from 'react';
import type { OpenDevice } from '#platform/device/field-device.ts';
import { Button } from '#platform/design/controls/button.tsx';
import { Page } from '#platform/design/patterns/page.tsx';
import { ButtonLink } from '#platform/design/controls/link.tsx';
import { Mark } from '#platform/design/patterns/notice.tsx';
import { EmptyState, Skeleton } from '#platform/design/patterns/waiting.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { useHeld } from './field-context.tsx';
import { needsAttention, type TrayItem } from './tray-item.ts';
import { WriteAgain } from './write-again.tsx';
import { WrittenAnswers } from './written-answers.tsx';
import { beginsCase, writtenForm } from './written-form.ts';
import './field.css';

/** What became of work that could not simply be taken. Nothing is deleted by itself. */
export function TrayPage({ open, go }: { readonly open: OpenDevice; readonly go: Go }) {
  const { words } = useReader();
  const { value: tray, again } = useHeld(open, readTray);
  return (
    <Page
      title={words('field.tray')}
      lead={words('field.tray.lead')}
      back={{ to: '/', label: words('shell.today') }}
    >
      {tray ? <Tray tray={tray} open={open} go={go} onSettled={again} /> : <Skeleton lines={4} />}
    </Page>
  );
}

type Go = (to: string) => void;
type Known = TrayItem & { readonly caseCode: string | undefined };

async function readTray(open: OpenDevice): Promise<readonly Known[]> {
  const needing = needsAttention(await open.store.outbox());
  return Promise.all(
    needing.map(async (one) => ({
      ...one,
      caseCode: (await open.store.record(one.item.recordId))?.card.code,
    })),
  );
}

function Tray(props: {
  readonly tray: readonly Known[];
  readonly open: OpenDevice;
  readonly go: Go;
  readonly onSettled: () => void;
}) {
  const { words } = useReader();
  const { tray, open, go, onSettled } = props;
  if (tray.length === 0) {
    return (
      <EmptyState title={words('field.tray.none')}>{words('field.tray.none.what')}</EmptyState>
    );
  }
  return (
    <ul className="bare-list stack-wide" aria-label={words('field.tray')}>
      {tray.map((one) => (
        <li key={one.item.entryId} className="tray-item stack">
          <WhatHappened {...one} />
          <WhatToDo
            {...one}
            go={go}
            onSettle={() => void open.settle(one.item.entryId).then(onSettled)}
          />
        </li>
      ))}
    </ul>
  );
}

function WhatHappened({ item, needs, code, caseCode }: Known) {
  const { words, wordsIfAny, instant } = useReader();
  const because = code === undefined ? undefined : wordsIfAny(`refusal.${code}`);
  const { operation, input } = item.said;
  const hasForm = writtenForm(operation, input) !== undefined;
  // A case that was never taken has no code that anybody could say.
  const isNowhere = caseCode === undefined && beginsCase(operation);
  return (
    <>
      <div className="section-head">
        <h2>{wordsIfAny(`field.operation.${operation}`) ?? words('field.operation')}</h2>
        <Mark kind="due">{words(`field.tray.${needs}`)}</Mark>
      </div>
      <p className="quiet">
        {isNowhere
          ? words('field.tray.when', { at: instant(item.writtenAt) })
          : words('field.tray.where', {
              code: caseCode ?? words('field.tray.case-gone'),
              at: instant(item.writtenAt),
            })}
      </p>
      <p>
        {words(
          needs === 'refused' && !hasForm
            ? 'field.tray.refused.no-form'
            : `field.tray.${needs}.what`,
        )}
      </p>
      {because === undefined ? null : <p className="tray-because">{because}</p>}
      {/* The words of its author stay readable here, whatever became of them. */}
      <WrittenAnswers title={words('field.tray.written')} operation={operation} input={input} />
    </>
  );
}

function WhatToDo(props: Known & { readonly go: Go; readonly onSettle: () => void }) {
  const { words } = useReader();
  const [isSure, setSure] = useState(false);
  const { item, needs, caseCode } = props;
  return (
    <div className="row">
      {needs === 'refused' ? <WriteAgain item={item} go={props.go} /> : null}
      {caseCode === undefined ? null : (
        <ButtonLink
          to={`/cases/${item.recordId}`}
          kind={needs === 'conflicting' ? 'primary' : 'quiet'}
        >
          {words(needs === 'conflicting' ? 'field.tray.see-both' : 'field.tray.see-case')}
        </ButtonLink>
      )}
      {isSure || needs !== 'refused' ? (
        <Button onPress={props.onSettle}>{words('field.tray.read')}</Button>
      ) : (
        <Button kind="plain" onPress={() => setSure(true)}>
          {words('field.tray.set-aside')}
        </Button>
      )}
      {isSure ? <p className="small">{words('field.tray.set-aside.sure')}</p> : null}
    </div>
  );
}
