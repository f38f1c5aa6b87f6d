import { type ReactNode, useState } from 'react';
import { useCall } from '#platform/design/calling/api.tsx';
import { useCommand } from '#platform/design/calling/use-command.ts';
import { Button } from '#platform/design/controls/button.tsx';
import { ButtonLink } from '#platform/design/controls/link.tsx';
import { Mark } from '#platform/design/patterns/notice.tsx';
import { RefusalNotice } from '#platform/design/patterns/refusal-notice.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { useNow } from '#platform/design/reader/use-now.ts';
import type { MeasureView } from '../domain/views.ts';
import { blockMeasure, setMeasureOwner } from '../endpoints.ts';
import { BlockDialog } from './block-dialog.tsx';
import { dueText, stateKind } from './measure-words.ts';
import type { WorkerHere } from './worker-here.ts';

type MeasureCardProps = {
  readonly recordId: string;
  readonly number: number;
  readonly measure: MeasureView;
  readonly mayNote: boolean;
  readonly worker: WorkerHere;
  readonly onChanged: () => void;
};

/** One measure: how far it is, what is missing, who has it, what stands in its way, and the way on. */
export function MeasureCard(props: MeasureCardProps) {
  const { number, measure } = props;
  const { words } = useReader();
  const isHidden = measure.state === 'not-for-you';
  return (
    <li className="card card-plain">
      <div className="card-body stack-close">
        <h2 className="card-title">
          {words('measure.numbered', { number, measure: words(`measure.${measure.measure}`) })}
        </h2>
        <Mark kind={stateKind(measure)}>{words(`measure.state.${measure.state}`)}</Mark>
        {isHidden ? null : <HowFar measure={measure} />}
        {isHidden ? null : <WaysOn {...props} />}
      </div>
    </li>
  );
}

function HowFar({ measure }: { readonly measure: MeasureView }): ReactNode {
  const reader = useReader();
  const { words, list, day } = reader;
  const { blocked, missing } = measure;
  const due = dueText(measure, useNow(), reader);
  return (
    <>
      {blocked ? (
        <>
          <p>{words(`hindrance.${blocked.reason}`)}</p>
          {blocked.until ? (
            <p className="small">{words('measure.until', { day: day(blocked.until) })}</p>
          ) : null}
          {blocked.words ? (
            <blockquote className="note" dir="auto">
              {blocked.words}
            </blockquote>
          ) : null}
        </>
      ) : null}
      {missing.length > 0 ? (
        <p>
          {words('measure.missing', {
            parts: list(missing.map((part) => words(`measure.part.${part}`))),
          })}
        </p>
      ) : null}
      {measure.isPartly ? <p className="small">{words('measure.partly')}</p> : null}
      {due ? <p className={due.isLate ? 'is-late' : ''}>{due.text}</p> : null}
      <WhoHasIt measure={measure} />
    </>
  );
}

function WhoHasIt({ measure }: { readonly measure: MeasureView }) {
  const { words, instant } = useReader();
  const { owner, by, at, state } = measure;
  const lines = [
    ...(owner ? [words('measure.owner', { name: owner.name })] : []),
    ...(!owner && state !== 'done' ? [words('measure.no-owner')] : []),
    ...(by && at ? [words('measure.by', { name: by.name, at: instant(at) })] : []),
  ];
  return lines.length === 0 ? null : <p className="small quiet">{lines.join(' ')}</p>;
}

function WaysOn(props: MeasureCardProps) {
  const { recordId, measure } = props;
  const { words } = useReader();
  return (
    <div className="stack screen-only">
      <div className="row">
        {measure.to ? (
          <ButtonLink to={`/cases/${recordId}/${measure.to}`} iconAfter="next">
            {words(measure.state === 'done' ? 'part.change' : 'measure.go')}{' '}
            <span className="only-heard">{words(`measure.${measure.measure}`)}</span>
          </ButtonLink>
        ) : null}
        {props.mayNote && measure.state !== 'done' ? (
          <>
            <OwnButton {...props} />
            <BlockButton {...props} />
          </>
        ) : null}
      </div>
    </div>
  );
}

function OwnButton({ recordId, measure, worker, onChanged }: MeasureCardProps) {
  const { words } = useReader();
  const { run, isBusy, refusal } = useCall(setMeasureOwner);
  const command = useCommand();
  const isMine = measure.owner?.id === worker.id;
  const values = { measure: words(`measure.${measure.measure}`) };
  const own = async () => {
    const content = { recordId, measure: measure.measure, owner: isMine ? null : worker.id };
    if ((await run({ ...command(content), ...content })).ok) onChanged();
  };
  return (
    <>
      <Button
        kind="plain"
        isBusy={isBusy}
        label={words(isMine ? 'measure.give-back.of' : 'measure.take.of', values)}
        onPress={() => void own()}
      >
        {words(isMine ? 'measure.give-back' : 'measure.take')}
      </Button>
      {refusal ? <RefusalNotice refusal={refusal} isNews /> : null}
    </>
  );
}

function BlockButton({ recordId, measure, onChanged }: MeasureCardProps) {
  const { words } = useReader();
  const { run, isBusy, refusal } = useCall(blockMeasure);
  const command = useCommand();
  const [isBlocking, setBlocking] = useState(false);
  const { blocked } = measure;
  const values = { measure: words(`measure.${measure.measure}`) };
  const free = async () => {
    const content = { recordId, measure: measure.measure, blocked: null };
    if ((await run({ ...command(content), ...content })).ok) onChanged();
  };
  return (
    <>
      <Button
        kind="plain"
        isBusy={isBusy}
        label={words(blocked ? 'measure.free.of' : 'measure.block.of', values)}
        onPress={() => (blocked ? void free() : setBlocking(true))}
      >
        {words(blocked ? 'measure.free' : 'measure.block')}
      </Button>
      {refusal ? <RefusalNotice refusal={refusal} isNews /> : null}
      {isBlocking ? (
        <BlockDialog
          recordId={recordId}
          measure={measure.measure}
          onClose={() => setBlocking(false)}
          onBlocked={() => {
            setBlocking(false);
            onChanged();
          }}
        />
      ) : null}
    </>
  );
}
