import { useState } from 'react';
import type { Answers } from '#kernel/form-answers.ts';
import type { SpokenName } from '#kernel/spoken-name.ts';
import { useApi } from '#platform/design/calling/api.tsx';
import { draftFor } from '#platform/design/form/drafts.ts';
import { useReader } from '#platform/design/reader/reader.tsx';
import type { CaseView } from '../domain/views.ts';
import { registerChild } from '../endpoints.ts';
import { SearchFirst } from './search-first.tsx';
import { SectionForm } from './section-form.tsx';
import { NotForYou, WithCase } from './with-case.tsx';
import type { Go, WorkerHere } from './worker-here.ts';

type CaseFormProps = {
  readonly recordId: string;
  readonly worker: WorkerHere;
  readonly go: Go;
};

/** Who the child is, as far as known; after a search, so that no child gets two records. */
export function RegistrationScreen(props: CaseFormProps) {
  const { words } = useReader();
  return (
    <WithCase
      recordId={props.recordId}
      title={words('registration.title')}
      lead={words('registration.lead')}
    >
      {(view, reload) => <Registration {...props} view={view} reload={reload} />}
    </WithCase>
  );
}

function Registration(props: CaseFormProps & { view: CaseView; reload: () => void }) {
  const { recordId, view, worker } = props;
  const { words } = useReader();
  const api = useApi();
  const [begin, setBegin] = useState<Answers | undefined>(undefined);
  const written = view.registration;
  if (!written?.mayWrite) return <NotForYou />;
  const hasBegun =
    written.content !== null || begin || draftFor(`registration.${recordId}`) !== undefined;
  if (!hasBegun)
    return <SearchFirst recordId={recordId} onNone={(name: SpokenName) => setBegin({ name })} />;
  return (
    <SectionForm
      recordId={recordId}
      part="registration"
      written={written}
      trained={worker.trained}
      {...(begin ? { begin } : {})}
      submitLabel={words('registration.save')}
      send={(input) => api.call(registerChild, input)}
      reload={props.reload}
      go={props.go}
    />
  );
}
