import { useEffect, useState } from 'react';
import { Skeleton } from '../patterns/waiting.tsx';
import { useReader } from '../reader/reader.tsx';
import { DraftOffer } from './draft-offer.tsx';
import { withNotes } from './draft-notes.ts';
import { dropDraft, takeUpDraft } from './drafts.ts';
import type { FormViewProps } from './form-state.ts';
import { OpenForm } from './open-form.tsx';
import { type Draft, draftOf, readDraft } from './typed-answer.ts';
import { useFoundDraft } from './use-draft.ts';

/** A form of a pack on screen: asks, validates, and loses nothing that was typed. */
export function FormView(props: FormViewProps) {
  const { form, draftKey } = props;
  const { calendar } = useReader();
  const looked = useFoundDraft(draftKey);
  // Once it is open it stays so, whatever becomes of its draft.
  const [isOpen, setOpen] = useState(false);
  const initial = draftOf(form, props.initial ?? {}, { calendar, today: props.today });
  const start = withNotes(initial, props.notes);
  if (!isOpen && looked.looked === 'none') setOpen(true);
  if (isOpen || looked.looked === 'none') return <OpenForm {...props} start={start} />;
  if (looked.looked === 'waiting') return <Skeleton lines={4} />;
  const { found } = looked;
  if (saysTheSame(props, found.draft, start))
    return <Said draftKey={draftKey} onKnown={() => setOpen(true)} />;
  return (
    <DraftOffer
      keptAt={found.keptAt}
      onGoOn={() => {
        const draft = withNotes(found.draft, props.notes);
        if (draftKey !== undefined) takeUpDraft(draftKey, { ...found, draft });
        setOpen(true);
      }}
      onBeginAnew={() => setOpen(true)}
    />
  );
}

/** What was kept stands written already: its sending had arrived, though the answer was lost. */
function Said(props: { readonly draftKey: string | undefined; readonly onKnown: () => void }) {
  const { draftKey, onKnown } = props;
  useEffect(() => {
    if (draftKey !== undefined) dropDraft(draftKey);
    onKnown();
    // Once; the form opens in its place.
    // eslint-disable-next-line react/exhaustive-deps
  }, []);
  return null;
}

function saysTheSame({ form }: FormViewProps, found: Draft, start: Draft): boolean {
  const answersOf = (draft: Draft) => JSON.stringify(readDraft(form, draft, { trained: true }));
  const written = readDraft(form, start, { trained: true });
  return written.issues.size === 0 && answersOf(found) === answersOf(start);
}
