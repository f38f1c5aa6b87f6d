import type { OutputOf } from '#kernel/endpoint.ts';
import { formTitleKey } from '#kernel/form-messages.ts';
import { type Answer, useAnswer } from '#platform/design/calling/api.tsx';
import { CardList } from '#platform/design/patterns/card-list.tsx';
import { Section } from '#platform/design/patterns/page.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { listDrafts } from '../endpoints.ts';

type Drafts = OutputOf<typeof listDrafts>['drafts'];

/** Forms that the reader has begun and not sent: which form, which case, when. Nothing when none waits. */
export function WaitingDrafts(props: {
  /** The screen on which a form is written; another slice knows its own. */
  readonly pathOf: (form: string, recordId: string | null) => string;
}) {
  const { words, wordsIfAny, instant } = useReader();
  const answer: Answer<OutputOf<typeof listDrafts>> = useAnswer(listDrafts, {}, { follows: true });
  const drafts: Drafts = answer.state === 'ready' ? answer.value.drafts : [];
  if (drafts.length === 0) return null;
  const title = words('drafts.waiting', { count: drafts.length });
  return (
    <Section title={title}>
      <CardList
        label={title}
        items={drafts.map((draft) => ({
          id: draft.key,
          to: props.pathOf(draft.form, draft.recordId),
          title: (
            <>
              {wordsIfAny(`drafts.form.${draft.form}`) ??
                wordsIfAny(formTitleKey(draft.form)) ??
                words('drafts.form')}
              {draft.code === null ? null : (
                <>
                  {' '}
                  <bdi className="code">{draft.code}</bdi>
                </>
              )}
            </>
          ),
          lines: [
            words('drafts.kept', { at: instant(draft.keptAt) }),
            words('drafts.gone', { at: instant(draft.goneAt) }),
          ],
        }))}
      />
    </Section>
  );
}
