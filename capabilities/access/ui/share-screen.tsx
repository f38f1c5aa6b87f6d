import { useState } from 'react';
import type { OutputOf } from '#kernel/endpoint.ts';
import { Instant } from '#kernel/instant.ts';
import { Purpose, SensitivityClass } from '#kernel/sensitivity.ts';
import { Answered } from '#platform/design/calling/answered.tsx';
import { type Answer, useAnswer, useCall } from '#platform/design/calling/api.tsx';
import { useCommand } from '#platform/design/calling/use-command.ts';
import { Button } from '#platform/design/controls/button.tsx';
import { Choice } from '#platform/design/controls/choice.tsx';
import { Choices } from '#platform/design/controls/choices.tsx';
import { ButtonLink } from '#platform/design/controls/link.tsx';
import { DayField } from '#platform/design/date/day-field.tsx';
import { todayHere } from '#platform/design/date/today-here.ts';
import { readDay, type TypedDay, typedDayOf } from '#platform/design/date/typed-date.ts';
import { Notice } from '#platform/design/patterns/notice.tsx';
import { Page } from '#platform/design/patterns/page.tsx';
import { RefusalNotice } from '#platform/design/patterns/refusal-notice.tsx';
import { EmptyState } from '#platform/design/patterns/waiting.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { grantAccess, listGrants } from '../record-endpoints.ts';
import { type Colleague, ColleagueChoice } from './colleague-choice.tsx';

type Given = { readonly name: string; readonly until: Instant };

/** Shares parts of a case with a person or a team: which parts, what for, until when. */
export function ShareScreen({ recordId }: { readonly recordId: string }) {
  const { words, instant } = useReader();
  const answer: Answer<OutputOf<typeof listGrants>> = useAnswer(listGrants, { recordId });
  const [given, setGiven] = useState<Given | undefined>(undefined);
  const list = `/cases/${recordId}/access`;
  return (
    <Page
      title={words('share.title')}
      lead={words('share.lead')}
      back={{ to: list, label: words('grants.title') }}
    >
      {given ? (
        <>
          <Notice kind="done" isNews title={words('share.done', { name: given.name })}>
            <p>{words('grants.until', { until: instant(given.until) })}</p>
          </Notice>
          <div className="page-action">
            <ButtonLink to={list} kind="primary" iconAfter="next">
              {words('grants.title')}
            </ButtonLink>
          </div>
        </>
      ) : (
        <Answered answer={answer}>
          {({ mayShare }) =>
            mayShare.length === 0 ? (
              <EmptyState title={words('share.none')}>
                <p>{words('share.none.do')}</p>
              </EmptyState>
            ) : (
              <ShareForm recordId={recordId} mayShare={mayShare} onGiven={setGiven} />
            )
          }
        </Answered>
      )}
    </Page>
  );
}

type Typed = {
  readonly to: Colleague | undefined;
  readonly parts: readonly string[];
  readonly writes: string | undefined;
  readonly purpose: string | undefined;
  readonly until: TypedDay;
};
/** Long enough to work with, short enough to be looked at again soon. */
const USUAL_DAYS = 30;

function ShareForm(props: {
  readonly recordId: string;
  readonly mayShare: readonly SensitivityClass[];
  readonly onGiven: (given: Given) => void;
}) {
  const { recordId } = props;
  const { words, calendar } = useReader();
  const { run, isBusy, refusal } = useCall(grantAccess);
  const command = useCommand();
  const [isChecked, setChecked] = useState(false);
  const [typed, setTyped] = useState<Typed>(() => ({
    to: undefined,
    parts: [],
    writes: 'no',
    purpose: 'child-protection',
    until: typedDayOf(todayHere(new Date(Date.now() + USUAL_DAYS * 86_400_000)), calendar),
  }));
  const send = async () => {
    setChecked(true);
    const content = contentOf(typed, recordId);
    if (!content || !typed.to) return;
    const shared = await run({ ...command(content), ...content });
    if (shared.ok) props.onGiven({ name: typed.to.name, until: content.until });
  };
  return (
    <form
      className="stack-wide"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {refusal ? <RefusalNotice refusal={refusal} isNews /> : null}
      <ColleagueChoice
        offersTeam
        value={typed.to}
        onChange={(to) => setTyped({ ...typed, to })}
        isChecked={isChecked}
      />
      <WhatIsShared {...props} typed={typed} onChange={setTyped} isChecked={isChecked} />
      <div className="page-action">
        <Button kind="primary" type="submit" isBusy={isBusy}>
          {words('share.do')}
        </Button>
      </div>
    </form>
  );
}

function contentOf({ to, parts, writes, purpose, until }: Typed, recordId: string) {
  const why = Purpose.safeParse(purpose);
  const end = endOfDay(until);
  const classes = SensitivityClass.options.filter((one) => parts.includes(one));
  if (!to || !why.success || !end || classes.length === 0) return undefined;
  const grantee = 'team' in to ? { team: to.team } : { worker: to.worker };
  const mayWrite = writes === 'yes';
  return { recordId, to: grantee, classes, mayWrite, purpose: why.data, until: end };
}

// Until a day means that the day still counts, where the worker is.
function endOfDay(typed: TypedDay): Instant | undefined {
  const day = readDay(typed).value;
  return day === undefined
    ? undefined
    : Instant.parse(new Date(`${day}T23:59:59.999`).toISOString());
}

type WhatProps = {
  readonly mayShare: readonly SensitivityClass[];
  readonly typed: Typed;
  readonly onChange: (typed: Typed) => void;
  readonly isChecked: boolean;
};

function WhatIsShared(props: WhatProps) {
  const { typed, onChange, isChecked } = props;
  const { words } = useReader();
  return (
    <>
      <Choices
        label={words('share.parts')}
        help={words('share.parts.help')}
        isNeeded
        options={props.mayShare.map((code) => ({ code, label: words(`part-of-case.${code}`) }))}
        value={typed.parts}
        onChange={(parts) => onChange({ ...typed, parts })}
        issue={isChecked && typed.parts.length === 0 ? words('share.parts.issue') : undefined}
      />
      <Choice
        label={words('share.writes')}
        isFixed
        options={(['no', 'yes'] as const).map((code) => ({
          code,
          label: words(`share.writes.${code}`),
        }))}
        value={typed.writes}
        onChange={(writes) => onChange({ ...typed, writes })}
      />
      <WhyAndUntil {...props} />
    </>
  );
}

function WhyAndUntil({ typed, onChange, isChecked }: WhatProps) {
  const { words } = useReader();
  const { issue = 'date-incomplete', value } = readDay(typed.until);
  return (
    <>
      <Choice
        label={words('share.purpose')}
        help={words('share.purpose.help')}
        isFixed
        options={Purpose.options.map((code) => ({ code, label: words(`purpose.${code}`) }))}
        value={typed.purpose}
        onChange={(purpose) => onChange({ ...typed, purpose })}
      />
      <DayField
        label={words('share.until')}
        help={words('share.until.help')}
        isNeeded
        value={typed.until}
        onChange={(until) => onChange({ ...typed, until })}
        issue={isChecked && value === undefined ? words(`issue.${issue}`) : undefined}
      />
    </>
  );
}
