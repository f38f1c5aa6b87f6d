import { z } from 'zod';
import type { Refusal } from '#kernel/result.ts';
import { useApi } from '#platform/design/calling/api.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { assessRisk } from '../endpoints.ts';
import { SectionForm } from './section-form.tsx';
import { todayHere } from '#platform/design/date/today-here.ts';
import { NotForYou, WithCase } from './with-case.tsx';
import type { Go, WorkerHere } from './worker-here.ts';

/** How urgent it is, and why. */
export function RiskScreen(props: {
  readonly recordId: string;
  readonly worker: WorkerHere;
  readonly go: Go;
}) {
  const { words } = useReader();
  const api = useApi();
  return (
    <WithCase recordId={props.recordId} title={words('risk.title')} lead={words('risk.lead')}>
      {({ risk }, reload) =>
        risk?.mayWrite ? (
          <SectionForm
            recordId={props.recordId}
            part="risk"
            written={risk}
            trained={props.worker.trained}
            begin={{ assessedOn: todayHere() }}
            submitLabel={words('risk.save')}
            send={(input) => api.call(assessRisk, input)}
            reload={reload}
            go={props.go}
            explain={(refusal) => <WhyNotLower refusal={refusal} />}
          />
        ) : (
          <NotForYou />
        )
      }
    </WithCase>
  );
}

const BelowFloor = z.looseObject({
  code: z.literal('cases.risk.below-floor'),
  because: z.string(),
});

/** CA-1: the fact that keeps the risk at high or above, in words. */
function WhyNotLower({ refusal }: { readonly refusal: Refusal }) {
  const { words, wordsIfAny } = useReader();
  const floor = BelowFloor.safeParse(refusal);
  if (!floor.success) return null;
  const reason = wordsIfAny(`risk.floor.${floor.data.because}`);
  return reason === undefined ? null : (
    <p>
      {words('risk.floor.why')} {reason}
    </p>
  );
}
