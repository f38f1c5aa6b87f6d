import { useState } from 'react';
import type { Answers } from '#kernel/form-answers.ts';
import type { Refusal } from '#kernel/result.ts';
import { useApi } from '#platform/design/calling/api.tsx';
import { newId, useCommand } from '#platform/design/calling/use-command.ts';
import { ButtonLink } from '#platform/design/controls/link.tsx';
import { FormView } from '#platform/design/form/form-view.tsx';
import { usePack } from '#platform/design/pack/pack.tsx';
import { Notice } from '#platform/design/patterns/notice.tsx';
import { Page } from '#platform/design/patterns/page.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { openCase } from '../endpoints.ts';
import { noteSaved } from './saved-news.ts';
import { todayHere } from '#platform/design/date/today-here.ts';
import type { Go, WorkerHere } from './worker-here.ts';

/** What was seen and heard at the first meeting; saving it opens the case. */
export function FirstContactScreen({ worker, go }: { worker: WorkerHere; go: Go }) {
  const { words } = useReader();
  const pack = usePack();
  const api = useApi();
  const command = useCommand();
  const [recordId] = useState(newId);
  const [mayStand, setMayStand] = useState(false);
  const form = pack.form('first-contact');
  const team = worker.teams[0];
  const submit = async (answers: Answers): Promise<Refusal | undefined> => {
    if (!team) return { code: 'cases.team.none' };
    const content = { recordId, team: team.id, formVersion: form.version, answers };
    const opened = await api.call(openCase, { ...command(content), ...content });
    if (!opened.ok) {
      // An earlier try has arrived after all; what stands now can be read and corrected there.
      setMayStand(opened.refusal.code === 'journal.entry.id-taken');
      return opened.refusal;
    }
    noteSaved(recordId, 'first-contact');
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
      {mayStand ? (
        <Notice kind="info" title={words('first-contact.stands')} isNews>
          <ButtonLink to={`/cases/${recordId}`}>{words('first-contact.stands.open')}</ButtonLink>
        </Notice>
      ) : null}
      <FormView
        form={form}
        reference={pack.reference}
        today={todayHere()}
        trained={worker.trained}
        initial={{ metOn: todayHere() }}
        draftKey="first-contact"
        submitLabel={words('first-contact.save')}
        onSubmit={submit}
        onLeave={() => go('/')}
      />
    </Page>
  );
}
