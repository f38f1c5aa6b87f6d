import { useState } from 'react';
import { Skeleton } from '../patterns/waiting.tsx';
import { useReader } from '../reader/reader.tsx';
import { DraftOffer } from './draft-offer.tsx';
import { withNotes } from './draft-notes.ts';
import { dropDraft } from './drafts.ts';
import type { FormViewProps } from './form-state.ts';
import { OpenForm } from './open-form.tsx';
import { type Draft, draftOf, readDraft } from './typed-answer.ts';
import { useFoundDraft } from './use-draft.ts';

/** A form of a pack on screen: asks, validates, and loses nothing that was typed. */
export function FormView(props: FormViewProps) {
  const { form, draftKey } = props;
  const { calendar } = useReader();
  const looked = useFoundDraft(draftKey);
  const [chosen, setChosen] = useState<'go-on' | 'anew' | undefined>(undefined);
  const initial = draftOf(form, props.initial ?? {}, { calendar, today: props.today });
  const start = withNotes(initial, props.notes);
  if (looked.looked === 'waiting') return <Skeleton lines={4} />;
  if (looked.looked === 'none' || chosen === 'anew') return <OpenForm {...props} start={start} />;
  const { found } = looked;
  if (chosen === 'go-on')
    return <OpenForm {...props} start={withNotes(found.draft, props.notes)} />;
  if (saysTheSame(props, found.draft, start)) return <Said {...props} start={start} />;
  return (
    <DraftOffer
      keptAt={found.keptAt}
      onGoOn={() => setChosen('go-on')}
      onBeginAnew={() => setChosen('anew')}
    />
  );
}

/** What was kept stands written already: its sending had arrived, though the answer was lost. */
function Said(props: FormViewProps & { readonly start: Draft }) {
  useState(() => {
    if (props.draftKey !== undefined) dropDraft(props.draftKey);
  });
  return <OpenForm {...props} />;
}

function saysTheSame({ form }: FormViewProps, found: Draft, start: Draft): boolean {
  const answersOf = (draft: Draft) => JSON.stringify(readDraft(form, draft, { trained: true }));
  const written = readDraft(form, start, { trained: true });
  return written.issues.size === 0 && answersOf(found) === answersOf(start);
}
