import { useState } from 'react';
import type { OutboxItem } from '#platform/device/device-store.ts';
import { Button } from '#platform/design/controls/button.tsx';
import { ButtonLink } from '#platform/design/controls/link.tsx';
import { todayHere } from '#platform/design/date/today-here.ts';
import { draftFor, findDraft, keepDraft } from '#platform/design/form/drafts.ts';
import { usePack } from '#platform/design/pack/pack.tsx';
import { Notice } from '#platform/design/patterns/notice.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { draftAgain, placeOfForm, writtenForm } from './written-form.ts';

/** Opens the form with the words that were not taken, unless newer words are begun there. */
export function WriteAgain(props: {
  readonly item: OutboxItem;
  readonly go: (to: string) => void;
}) {
  const { item, go } = props;
  const { words, calendar } = useReader();
  const pack = usePack();
  const [isBegun, setBegun] = useState(false);
  const { operation, input } = item.said;
  const written = writtenForm(operation, input);
  const place = placeOfForm(operation, item.recordId);
  if (!written || !place || !pack.hasForm(written.form)) return null;
  const form = pack.form(written.form);
  const again = async () => {
    // What was begun since, perhaps about another child, is never written over.
    const begun = draftFor(place.draftKey) ?? (await findDraft(place.draftKey));
    if (begun) {
      setBegun(true);
      return;
    }
    keepDraft(place.draftKey, draftAgain(form, written, input, { calendar, today: todayHere() }));
    go(place.path);
  };
  return isBegun ? (
    <Notice kind="info" title={words('field.tray.begun')} isNews>
      <p>{words('field.tray.begun.what')}</p>
      <ButtonLink to={place.path}>{words('field.tray.begun.go')}</ButtonLink>
    </Notice>
  ) : (
    <Button kind="primary" onPress={() => void again()}>
      {words('field.tray.again')}
    </Button>
  );
}
