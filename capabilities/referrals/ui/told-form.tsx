import { useState } from 'react';
import { useCall } from '#platform/design/calling/api.tsx';
import { useCommand } from '#platform/design/calling/use-command.ts';
import { Button } from '#platform/design/controls/button.tsx';
import { Choice } from '#platform/design/controls/choice.tsx';
import { DayField } from '#platform/design/date/day-field.tsx';
import { todayHere } from '#platform/design/date/today-here.ts';
import { readDay, typedDayOf } from '#platform/design/date/typed-date.ts';
import { usePack } from '#platform/design/pack/pack.tsx';
import { RefusalNotice } from '#platform/design/patterns/refusal-notice.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import type { ReferralView } from '../domain/views.ts';
import { handOverReferral } from '../endpoints.ts';
import { codeWords } from './referral-words.ts';

/** How and when a service outside was told: nobody guesses later whether it was. */
export function ToldForm(props: {
  readonly recordId: string;
  readonly referral: ReferralView;
  readonly onTold: () => void;
}) {
  const { recordId, referral } = props;
  const reader = useReader();
  const { words, calendar } = reader;
  const { lists } = usePack().reference;
  const { run, isBusy, refusal } = useCall(handOverReferral);
  const command = useCommand();
  const [way, setWay] = useState<string | undefined>(undefined);
  const [on, setOn] = useState(() => typedDayOf(todayHere(), calendar));
  const [isChecked, setChecked] = useState(false);
  const { value: day, issue = 'date-incomplete' } = readDay(on);
  const send = async () => {
    setChecked(true);
    if (way === undefined || day === undefined) return;
    const content = { recordId, referralId: referral.id, way, on: day };
    const done = await run({ ...command(content), ...content });
    if (done.ok) props.onTold();
  };
  return (
    <div className="stack">
      {refusal ? <RefusalNotice refusal={refusal} isNews /> : null}
      <Choice
        label={words('told.how')}
        isNeeded
        options={(lists.get('referral-way')?.codes ?? [])
          .filter((one) => one.retired !== true)
          .map(({ code }) => ({ code, label: codeWords(reader, 'referral-way', code) }))}
        value={way}
        onChange={setWay}
        issue={isChecked && way === undefined ? words('answer.why.issue') : undefined}
      />
      <DayField
        label={words('told.when')}
        isNeeded
        value={on}
        onChange={setOn}
        issue={isChecked && day === undefined ? words(`issue.${issue}`) : undefined}
      />
      <div className="row">
        <Button kind="primary" isBusy={isBusy} onPress={() => void send()}>
          {words('told.save')}
        </Button>
      </div>
    </div>
  );
}
