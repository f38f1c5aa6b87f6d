import { useState } from 'react';
import { ageRangeOn, DateAsKnown } from '#kernel/date-as-known.ts';
import { SpokenName } from '#kernel/spoken-name.ts';
import { Button } from '#platform/design/controls/button.tsx';
import { NameShown } from '#platform/design/form/answers-view.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import type { CaseView } from '../domain/views.ts';
import { PlanMark, RiskMark } from './case-marks.tsx';
import { RunningClocks } from './running-clocks.tsx';
import { WhoHasIt } from './who-has-it.tsx';
import type { WorkerHere } from './worker-here.ts';
import { todayHere } from '#platform/design/date/today-here.ts';

/** What a glance may show: how urgent, until when, whose. The name opens on touch and closes again. */
export function CaseHead(props: {
  readonly view: CaseView;
  readonly worker: WorkerHere;
  readonly onChanged: () => void;
}) {
  const { view } = props;
  return (
    <div className="case-head">
      <div className="row">
        {view.risk ? <RiskMark level={view.risk.content?.level ?? null} /> : null}
        {view.plan ? <PlanMark plan={planState(view)} /> : null}
      </div>
      <RunningClocks view={view} />
      <p className="small quiet">
        <bdi>{view.team.name}</bdi>
      </p>
      <WhoHasIt {...props} />
      <ChildOnTouch view={view} />
    </div>
  );
}

function ChildOnTouch({ view }: { readonly view: CaseView }) {
  const { words } = useReader();
  const [isShown, setShown] = useState(false);
  const written = view.registration?.content;
  const name = SpokenName.safeParse(written?.answers['name']);
  if (!name.success) return null;
  return (
    <div className="row">
      <Button kind="plain" icon="person" expanded={isShown} onPress={() => setShown(!isShown)}>
        {words(isShown ? 'case.name.hide' : 'case.name.show')}
      </Button>
      {isShown ? (
        <span className="case-name">
          <NameShown name={name.data} /> <Age birth={written?.answers['birth']} />
        </span>
      ) : null}
    </div>
  );
}

function Age({ birth }: { readonly birth: unknown }) {
  const { words } = useReader();
  const known = DateAsKnown.safeParse(birth);
  const range = known.success ? ageRangeOn(known.data, todayHere()) : undefined;
  if (!range) return null;
  const { least, most } = range;
  const age = least === most ? words('case.age.exact', { years: least }) : words('case.age', range);
  return <span className="quiet">{age}</span>;
}

function planState(view: CaseView): 'none' | 'written' | 'approved' | 'returned' {
  const plan = view.plan?.content;
  if (!plan) return 'none';
  if (!plan.judgement) return 'written';
  return plan.judgement.approved ? 'approved' : 'returned';
}
