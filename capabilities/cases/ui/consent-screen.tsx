import { useApi } from '#platform/design/calling/api.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { recordConsent } from '../endpoints.ts';
import { SectionForm } from './section-form.tsx';
import { NotForYou, WithCase } from './with-case.tsx';
import type { Go, WorkerHere } from './worker-here.ts';

/** What the child and a safe adult agree to, purpose by purpose. Help depends on none of it. */
export function ConsentScreen(props: {
  readonly recordId: string;
  readonly worker: WorkerHere;
  readonly go: Go;
}) {
  const { words } = useReader();
  const api = useApi();
  return (
    <WithCase recordId={props.recordId} title={words('consent.title')} lead={words('consent.lead')}>
      {({ consent }, reload) =>
        consent?.mayWrite ? (
          <SectionForm
            recordId={props.recordId}
            part="consent"
            written={consent}
            trained={props.worker.trained}
            submitLabel={words('consent.save')}
            send={(input) => api.call(recordConsent, input)}
            reload={reload}
            go={props.go}
          />
        ) : (
          <NotForYou />
        )
      }
    </WithCase>
  );
}
