import { useState } from 'react';
import { SensitivityClass } from '#kernel/sensitivity.ts';
import { useCall } from '#platform/design/calling/api.tsx';
import { useCommand } from '#platform/design/calling/use-command.ts';
import { Button } from '#platform/design/controls/button.tsx';
import { Choice } from '#platform/design/controls/choice.tsx';
import { Choices } from '#platform/design/controls/choices.tsx';
import { TextArea, TextField } from '#platform/design/controls/text-field.tsx';
import { Page } from '#platform/design/patterns/page.tsx';
import { RefusalNotice } from '#platform/design/patterns/refusal-notice.tsx';
import { asciiDigits } from '#platform/design/reader/fold-text.ts';
import { useReader } from '#platform/design/reader/reader.tsx';
import { BreakGlassReason } from '../domain/access-section.ts';
import { breakGlassByCode } from '../record-endpoints.ts';

/** The explanation is read by the supervisors of the team; a single word would tell them nothing. */
const LEAST_EXPLANATION = 10;
const HOURS = ['1', '4', '24'] as const;
/** `care` always comes with the others, so nobody is asked about it. */
const PARTS = SensitivityClass.options.filter((one) => one !== 'care');

type Typed = {
  readonly code: string;
  readonly reason: string | undefined;
  readonly explanation: string;
  readonly parts: readonly string[];
  readonly hours: string;
};
const START: Typed = { code: '', reason: undefined, explanation: '', parts: [], hours: '1' };

/** Opens a case that is not open to the worker: in an emergency, for hours, in sight of others. */
export function BreakGlassScreen({ go }: { readonly go: (to: string) => void }) {
  const { words } = useReader();
  const { run, isBusy, refusal } = useCall(breakGlassByCode);
  const command = useCommand();
  const [typed, setTyped] = useState(START);
  const [isChecked, setChecked] = useState(false);
  const send = async () => {
    setChecked(true);
    const content = contentOf(typed);
    if (!content) return;
    const broken = await run({ ...command(content), ...content });
    if (broken.ok) go(`/cases/${broken.value.recordId}`);
  };
  return (
    <Page
      title={words('break-glass.title')}
      lead={words('break-glass.lead')}
      back={{ to: '/', label: words('break-glass.back') }}
    >
      <form
        className="stack-wide"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        {refusal ? <RefusalNotice refusal={refusal} isNews /> : null}
        <Questions typed={typed} onChange={setTyped} isChecked={isChecked} />
        <WhatFollows />
        <div className="page-action">
          <Button kind="primary" type="submit" isBusy={isBusy}>
            {words('break-glass.do')}
          </Button>
        </div>
      </form>
    </Page>
  );
}

function contentOf(typed: Typed) {
  const reason = BreakGlassReason.safeParse(typed.reason);
  const code = asciiDigits(typed.code).trim();
  const explanation = typed.explanation.trim();
  if (!reason.success || code === '' || explanation.length < LEAST_EXPLANATION) return undefined;
  const classes = SensitivityClass.options.filter(
    (one) => one === 'care' || typed.parts.includes(one),
  );
  return { code, reason: reason.data, explanation, classes, hours: Number(typed.hours) };
}

function Questions(props: {
  readonly typed: Typed;
  readonly onChange: (typed: Typed) => void;
  readonly isChecked: boolean;
}) {
  const { typed, onChange } = props;
  const { words } = useReader();
  const issue = (isMissing: boolean, key: string) =>
    props.isChecked && isMissing ? words(key) : undefined;
  return (
    <>
      <TextField
        label={words('break-glass.code')}
        help={words('break-glass.code.help')}
        isNeeded
        maxLength={40}
        value={typed.code}
        onChange={(code) => onChange({ ...typed, code })}
        issue={issue(typed.code.trim() === '', 'break-glass.code.issue')}
      />
      <Choice
        label={words('break-glass.reason')}
        isNeeded
        options={BreakGlassReason.options.map((code) => ({
          code,
          label: words(`break-glass.reason.${code}`),
        }))}
        value={typed.reason}
        onChange={(reason) => onChange({ ...typed, reason })}
        issue={issue(typed.reason === undefined, 'break-glass.reason.issue')}
      />
      <TextArea
        label={words('break-glass.explanation')}
        help={words('break-glass.explanation.help')}
        isNeeded
        maxLength={2000}
        value={typed.explanation}
        onChange={(explanation) => onChange({ ...typed, explanation })}
        issue={issue(
          typed.explanation.trim().length < LEAST_EXPLANATION,
          'break-glass.explanation.issue',
        )}
      />
      <HowMuch typed={typed} onChange={onChange} />
    </>
  );
}

function HowMuch(props: { readonly typed: Typed; readonly onChange: (typed: Typed) => void }) {
  const { typed, onChange } = props;
  const { words } = useReader();
  return (
    <>
      <Choices
        label={words('break-glass.parts')}
        help={words('break-glass.parts.help')}
        options={PARTS.map((code) => ({ code, label: words(`part-of-case.${code}`) }))}
        value={typed.parts}
        onChange={(parts) => onChange({ ...typed, parts })}
      />
      <Choice
        label={words('break-glass.hours')}
        isFixed
        arrangement="inline"
        options={HOURS.map((code) => ({
          code,
          label: words('break-glass.hours.of', { hours: Number(code) }),
        }))}
        value={typed.hours}
        onChange={(hours) => onChange({ ...typed, hours: hours ?? typed.hours })}
      />
    </>
  );
}

function WhatFollows() {
  const { words } = useReader();
  return (
    <section className="panel">
      <h2>{words('break-glass.follows')}</h2>
      <ul className="inside-list">
        <li>{words('break-glass.follows.told')}</li>
        <li>{words('break-glass.follows.ends')}</li>
        <li>{words('break-glass.follows.stands')}</li>
      </ul>
    </section>
  );
}
