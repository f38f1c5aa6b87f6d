import { useState } from 'react';
import type { Answers, FormPart } from '#kernel/form-answers.ts';
import type { Refusal } from '#kernel/result.ts';
import { useApi } from '#platform/design/calling/api.tsx';
import { newId } from '#platform/design/calling/use-command.ts';
import { ButtonLink } from '#platform/design/controls/link.tsx';
import { todayHere } from '#platform/design/date/today-here.ts';
import type { Sending } from '#platform/design/form/form-state.ts';
import { FormView } from '#platform/design/form/form-view.tsx';
import { usePack } from '#platform/design/pack/pack.tsx';
import { Notice } from '#platform/design/patterns/notice.tsx';
import { Page } from '#platform/design/patterns/page.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { openCase } from '../endpoints.ts';
import { noteSaved } from './saved-news.ts';
import { WhomToCall } from './whom-to-call.tsx';
import type { Go, WorkerHere } from './worker-here.ts';

const RECORD = '#record';

/** What was seen and heard at the first meeting; saving it, or its quick part, opens the case. */
export function FirstContactScreen({ worker, go }: { worker: WorkerHere; go: Go }) {
  const { words } = useReader();
  const pack = usePack();
  const api = useApi();
  const [begun] = useState(newId);
  const [stands, setStands] = useState<string | undefined>(undefined);
  const form = pack.form('first-contact');
  const team = worker.teams[0];
  const save =
    (part: FormPart) =>
    async (answers: Answers, { mark, note }: Sending): Promise<Refusal | undefined> => {
      if (!team) return { code: 'cases.team.none' };
      // The draft knows the record since its beginning: sent again after a lost answer, it is one case.
      const recordId = note(RECORD) ?? begun;
      const content = { recordId, team: team.id, formVersion: form.version, part, answers };
      const opened = await api.call(openCase, { ...mark, ...content });
      if (!opened.ok) {
        // An earlier try has arrived after all; what stands now can be read and corrected there.
        setStands(opened.refusal.code === 'journal.entry.id-taken' ? recordId : undefined);
        return opened.refusal;
      }
      noteSaved(recordId, part === 'quick' ? 'first-contact-quick' : 'first-contact');
      go(`/cases/${recordId}`);
      return undefined;
    };
  return (
    <Page
      title={words('first-contact.title')}
      lead={words('first-contact.lead')}
      back={{ to: '/', label: words('today.title') }}
      width="wide"
    >
      {stands === undefined ? null : (
        <Notice kind="info" title={words('first-contact.stands')} isNews>
          <ButtonLink to={`/cases/${stands}`}>{words('first-contact.stands.open')}</ButtonLink>
        </Notice>
      )}
      <FormView
        form={form}
        reference={pack.reference}
        today={todayHere()}
        trained={worker.trained}
        initial={{ metOn: todayHere() }}
        draftKey="first-contact"
        notes={{ [RECORD]: begun }}
        submitLabel={words('first-contact.save')}
        quick={{ label: words('first-contact.save-quick'), onSave: save('quick') }}
        noteAfter={(step) => (step.id === 'call' ? <WhomToCall team={team?.id} /> : null)}
        onSubmit={save('whole')}
        onLeave={() => go('/')}
      />
    </Page>
  );
}
