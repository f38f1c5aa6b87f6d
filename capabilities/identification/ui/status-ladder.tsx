import { useState } from 'react';
import { Button } from '#platform/design/controls/button.tsx';
import { Section } from '#platform/design/patterns/page.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import type { IdentificationView } from '../domain/identification-view.ts';
import { isStep, Status } from '../domain/status.ts';
import { StatusStep } from './status-step.tsx';

/** Where the child stands with people and authorities. No rule sets it; help does not wait for it. */
export function StatusLadder(props: {
  readonly recordId: string;
  readonly view: IdentificationView;
  readonly onChanged: () => void;
}) {
  const { view } = props;
  const { words, instant } = useReader();
  const [isStepping, setStepping] = useState(false);
  const next = Status.options.filter((to) => isStep(view.status, to));
  return (
    <Section title={words('status.title')}>
      <p>{view.status ? words(`identification.status.${view.status}`) : words('status.none')}</p>
      <p className="small quiet">{words('status.help-goes-on')}</p>
      {view.steps.length > 0 ? (
        <ol className="bare-list stack-close">
          {view.steps.map((step) => (
            <li key={step.at} className="small">
              {words('status.step', {
                status: words(`identification.status.${step.to}`),
                name: step.authority?.name ?? step.by.name,
                at: instant(step.at),
              })}
            </li>
          ))}
        </ol>
      ) : null}
      {view.mayWrite && next.length > 0 ? (
        <div>
          <Button onPress={() => setStepping(true)}>{words('status.change')}</Button>
        </div>
      ) : null}
      {isStepping ? (
        <StatusStep
          recordId={props.recordId}
          options={next}
          onClose={() => setStepping(false)}
          onDone={() => {
            setStepping(false);
            props.onChanged();
          }}
        />
      ) : null}
    </Section>
  );
}
