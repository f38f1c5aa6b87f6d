import { useState } from 'react';
import type { Purpose } from '#kernel/sensitivity.ts';
import type { Refusal } from '#kernel/result.ts';
import { useApi } from '#platform/design/calling/api.tsx';
import { useCommand } from '#platform/design/calling/use-command.ts';
import { Button } from '#platform/design/controls/button.tsx';
import { Choice } from '#platform/design/controls/choice.tsx';
import { TextArea } from '#platform/design/controls/text-field.tsx';
import { DayField } from '#platform/design/date/day-field.tsx';
import { todayHere } from '#platform/design/date/today-here.ts';
import { readDay, type TypedDay, typedDayOf } from '#platform/design/date/typed-date.ts';
import { usePack } from '#platform/design/pack/pack.tsx';
import { RefusalNotice } from '#platform/design/patterns/refusal-notice.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { AnswerCode, Reply } from '../domain/referral-sections.ts';
import type { ReferralView } from '../domain/views.ts';
import { answerReferral } from '../endpoints.ts';
import { codeWords } from './referral-words.ts';

type Typed = {
  readonly answer: AnswerCode | undefined;
  readonly code: string | undefined;
  readonly on: TypedDay;
  readonly note: string;
};

/** What the service says, one touch and at most one more question. */
export function AnswerForm(props: {
  readonly recordId: string;
  readonly referral: ReferralView;
  /** Whether the reader answers for the service, or writes down what was heard. */
  readonly voice: 'own' | 'heard';
  readonly purpose?: Purpose;
  readonly onAnswered: (answer: AnswerCode) => void;
}) {
  const { referral, voice } = props;
  const { words, calendar } = useReader();
  const { send, isBusy, refusal } = useAnswering(props);
  const [isChecked, setChecked] = useState(false);
  const [typed, setTyped] = useState<Typed>(() => ({
    answer: undefined,
    code: undefined,
    on: typedDayOf(todayHere(), calendar),
    note: '',
  }));
  const submit = () => {
    setChecked(true);
    const reply = replyOf(typed);
    if (reply) void send(reply, typed.note);
  };
  return (
    <form
      className="stack-wide"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {refusal ? <RefusalNotice refusal={refusal} isNews /> : null}
      <Choice
        label={words(`answer.what.${voice}`)}
        isNeeded
        options={referral.mayAnswer.map((code) => ({ code, label: words(`answer.${code}`) }))}
        value={typed.answer}
        onChange={(code) =>
          setTyped({ ...typed, answer: AnswerCode.safeParse(code).data, code: undefined })
        }
        issue={isChecked && typed.answer === undefined ? words('answer.what.issue') : undefined}
      />
      <More typed={typed} onChange={setTyped} isChecked={isChecked} />
      <TextArea
        label={words('answer.note')}
        help={words('answer.note.help')}
        maxLength={2000}
        value={typed.note}
        onChange={(note) => setTyped({ ...typed, note })}
      />
      <div className="page-action">
        <Button kind="primary" type="submit" isBusy={isBusy}>
          {words('answer.send')}
        </Button>
      </div>
    </form>
  );
}

function useAnswering(props: Parameters<typeof AnswerForm>[0]) {
  const { recordId, referral, purpose } = props;
  const api = useApi();
  const command = useCommand();
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | undefined>(undefined);
  const send = async (reply: Reply, note: string) => {
    setBusy(true);
    setRefusal(undefined);
    const content = { recordId, referralId: referral.id, reply, note };
    const said = { ...command(content), ...content };
    const done = await api.call(answerReferral, said, purpose ? { purpose } : {});
    setBusy(false);
    if (done.ok) props.onAnswered(reply.answer);
    else setRefusal(done.refusal);
  };
  return { send, isBusy, refusal };
}

function replyOf({ answer, code, on }: Typed): Reply | undefined {
  const said = { declined: { reason: code }, completed: { outcome: code } };
  const more = answer === 'declined' || answer === 'completed' ? said[answer] : {};
  const day = answer === 'first-seen' ? { on: readDay(on).value } : {};
  return Reply.safeParse({ answer, ...more, ...day }).data;
}

const LISTS = { declined: 'referral-decline', completed: 'referral-outcome' } as const;

/** The one further question of an answer: why not, when, what came of it. */
function More(props: {
  readonly typed: Typed;
  readonly onChange: (typed: Typed) => void;
  readonly isChecked: boolean;
}) {
  const { typed, onChange, isChecked } = props;
  const reader = useReader();
  const { words } = reader;
  const { lists } = usePack().reference;
  const { answer } = typed;
  if (answer === 'first-seen') {
    const { value, issue = 'date-incomplete' } = readDay(typed.on);
    return (
      <DayField
        label={words('answer.first-seen.on')}
        isNeeded
        value={typed.on}
        onChange={(on) => onChange({ ...typed, on })}
        issue={isChecked && value === undefined ? words(`issue.${issue}`) : undefined}
      />
    );
  }
  if (answer !== 'declined' && answer !== 'completed') return null;
  const list = LISTS[answer];
  const codes = lists.get(list)?.codes.filter((one) => one.retired !== true) ?? [];
  return (
    <Choice
      label={words(`answer.${answer}.why`)}
      isNeeded
      options={codes.map(({ code }) => ({ code, label: codeWords(reader, list, code) }))}
      value={typed.code}
      onChange={(code) => onChange({ ...typed, code })}
      issue={isChecked && typed.code === undefined ? words('answer.why.issue') : undefined}
    />
  );
}
