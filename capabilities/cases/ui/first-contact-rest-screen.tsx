import { useApi } from '#platform/design/calling/api.tsx';
import { usePack } from '#platform/design/pack/pack.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { completeFirstContact } from '../contact-endpoints.ts';
import { SectionForm } from './section-form.tsx';
import { NotForYou, WithCase } from './with-case.tsx';
import type { Go, WorkerHere } from './worker-here.ts';

/** The rest of a first contact that was saved in haste: it opens at the first step that still asks. */
export function FirstContactRestScreen(props: {
  readonly recordId: string;
  readonly worker: WorkerHere;
  readonly go: Go;
}) {
  const { words } = useReader();
  const api = useApi();
  const rest = usePack()
    .form('first-contact')
    .steps.find((step) => !step.quick);
  return (
    <WithCase
      recordId={props.recordId}
      title={words('first-contact.rest.title')}
      lead={words('first-contact.rest.lead')}
    >
      {({ firstContact }, reload) =>
        firstContact?.mayWrite ? (
          <SectionForm
            recordId={props.recordId}
            part="first-contact"
            written={firstContact}
            trained={props.worker.trained}
            submitLabel={words('first-contact.rest.save')}
            send={(input) => api.call(completeFirstContact, input)}
            reload={reload}
            go={props.go}
            beginAt={firstContact.content?.isWhole === false ? rest?.id : undefined}
          />
        ) : (
          <NotForYou />
        )
      }
    </WithCase>
  );
}
