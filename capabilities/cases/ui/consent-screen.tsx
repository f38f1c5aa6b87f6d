import { DateAsKnown } from '#kernel/date-as-known.ts';
import { useApi } from '#platform/design/calling/api.tsx';
import { ButtonLink } from '#platform/design/controls/link.tsx';
import { todayHere } from '#platform/design/date/today-here.ts';
import { Notice } from '#platform/design/patterns/notice.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { consentAgeBand } from '../domain/record-consent-age-band.ts';
import type { CaseView } from '../domain/views.ts';
import { recordConsent } from '../endpoints.ts';
import { agreedPurposes } from './consent-part.tsx';
import { SectionForm } from './section-form.tsx';
import { NotForYou, WithCase } from './with-case.tsx';
import type { Go, WorkerHere } from './worker-here.ts';

type ConsentProps = {
  readonly recordId: string;
  readonly worker: WorkerHere;
  readonly go: Go;
};

/** What the child and a safe adult agree to, purpose by purpose. Help depends on none of it. */
export function ConsentScreen(props: ConsentProps) {
  const { words } = useReader();
  return (
    <WithCase recordId={props.recordId} title={words('consent.title')} lead={words('consent.lead')}>
      {(view, reload) => <Consent {...props} view={view} reload={reload} />}
    </WithCase>
  );
}

function Consent(props: ConsentProps & { view: CaseView; reload: () => void }) {
  const { recordId, view } = props;
  const { words } = useReader();
  const api = useApi();
  const { consent } = view;
  if (!consent?.mayWrite) return <NotForYou />;
  const birth = DateAsKnown.safeParse(view.registration?.content?.answers['birth']);
  const ageBand = birth.success ? consentAgeBand(birth.data, todayHere()) : undefined;
  return (
    <div className="stack-wide">
      {agreedPurposes(consent.content).length > 0 ? (
        <Notice kind="info" title={words('withdraw.hint')}>
          <ButtonLink to={`/cases/${recordId}/consent/withdraw`}>
            {words('withdraw.open')}
          </ButtonLink>
        </Notice>
      ) : null}
      <SectionForm
        recordId={recordId}
        part="consent"
        written={consent}
        trained={props.worker.trained}
        {...(ageBand === undefined ? {} : { begin: { ageBand } })}
        noteFor={(field) =>
          field.id === 'ageBand' && ageBand !== undefined && !consent.content ? (
            <p className="small quiet">{words('consent.age-proposed')}</p>
          ) : undefined
        }
        submitLabel={words('consent.save')}
        send={(input) => api.call(recordConsent, input)}
        reload={props.reload}
        go={props.go}
      />
    </div>
  );
}
