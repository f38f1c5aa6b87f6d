import { useState } from 'react';
import type { OpenDevice } from '#platform/device/field-device.ts';
import { Button } from '#platform/design/controls/button.tsx';
import { Page } from '#platform/design/patterns/page.tsx';
import { ButtonLink } from '#platform/design/controls/link.tsx';
import { todayHere } from '#platform/design/date/today-here.ts';
import { AnswersView } from '#platform/design/form/answers-view.tsx';
import { keepDraft } from '#platform/design/form/drafts.ts';
import { draftOf } from '#platform/design/form/typed-answer.ts';
import { usePack } from '#platform/design/pack/pack.tsx';
import { Folded } from '#platform/design/patterns/folded.tsx';
import { Mark } from '#platform/design/patterns/notice.tsx';
import { EmptyState, Skeleton } from '#platform/design/patterns/waiting.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { pathOfForm } from '../pages/path-of-form.ts';
import { useGo } from '../pages/worker-here.ts';
import { useHeld } from './field-context.tsx';
import { needsAttention, type TrayItem, writtenForm } from './tray-item.ts';
import './field.css';

/** What became of work that could not simply be taken. Nothing is deleted by itself. */
export function TrayPage({ open }: { readonly open: OpenDevice }) {
  const { words } = useReader();
  const { value: tray, again } = useHeld(open, readTray);
  return (
    <Page
      title={words('field.tray')}
      lead={words('field.tray.lead')}
      back={{ to: '/', label: words('shell.today') }}
    >
      {tray ? <Tray tray={tray} open={open} onSettled={again} /> : <Skeleton lines={4} />}
    </Page>
  );
}

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
  readonly onSettled: () => void;
}) {
  const { words } = useReader();
  const { tray, open, onSettled } = props;
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
          <WhatToDo {...one} onSettle={() => void open.settle(one.item.entryId).then(onSettled)} />
        </li>
      ))}
    </ul>
  );
}

function WhatHappened({ item, needs, code, caseCode }: Known) {
  const { words, wordsIfAny, instant } = useReader();
  const because = code === undefined ? undefined : wordsIfAny(`refusal.${code}`);
  return (
    <>
      <div className="section-head">
        <h2>{wordsIfAny(`field.operation.${item.said.operation}`) ?? words('field.operation')}</h2>
        <Mark kind="due">{words(`field.tray.${needs}`)}</Mark>
      </div>
      <p className="quiet">
        {words('field.tray.where', {
          code: caseCode ?? words('field.tray.case-gone'),
          at: instant(item.writtenAt),
        })}
      </p>
      <p>{words(`field.tray.${needs}.what`)}</p>
      {because === undefined ? null : <p className="tray-because">{because}</p>}
      <Written item={item} />
    </>
  );
}

/** The words of its author stay readable here, whatever became of them. */
function Written({ item }: Pick<Known, 'item'>) {
  const { words } = useReader();
  const pack = usePack();
  const written = writtenForm(item);
  if (!written || !pack.hasForm(written.form)) return null;
  return (
    <Folded title={words('field.tray.written')}>
      <AnswersView
        form={pack.form(written.form)}
        answers={written.answers}
        reference={pack.reference}
      />
    </Folded>
  );
}

function WhatToDo(props: Known & { readonly onSettle: () => void }) {
  const { words } = useReader();
  const [isSure, setSure] = useState(false);
  const { item, needs, caseCode } = props;
  return (
    <div className="row">
      {needs === 'refused' ? <WriteAgain item={item} /> : null}
      {caseCode === undefined ? null : (
        <ButtonLink to={`/cases/${item.recordId}`}>
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

function WriteAgain({ item }: Pick<Known, 'item'>) {
  const { words, calendar } = useReader();
  const pack = usePack();
  const go = useGo();
  const written = writtenForm(item);
  if (!written || !pack.hasForm(written.form)) return null;
  const { form, answers } = written;
  const again = () => {
    const reader = { calendar, today: todayHere() };
    keepDraft(`${form}.${item.recordId}`, draftOf(pack.form(form), answers, reader));
    go(pathOfForm(form, item.recordId));
  };
  return (
    <Button kind="primary" onPress={again}>
      {words('field.tray.again')}
    </Button>
  );
}
