import { Notice } from '#platform/design/patterns/notice.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { useNow } from '#platform/design/reader/use-now.ts';
import { MEDICAL_CLOCK, medicalWindow } from '../domain/first-contact-medical.ts';
import type { CaseView } from '../domain/views.ts';

/** CA-21: what medical care is still in time for, in words; gone once it was recorded. */
export function MedicalNotice({ view }: { readonly view: CaseView }) {
  const { words, instant } = useReader();
  const now = useNow();
  const contact = view.firstContact?.content;
  const isRunning = view.clocks.some(({ clock }) => clock === MEDICAL_CLOCK);
  const window = contact ? medicalWindow(contact.answers, contact.at) : undefined;
  if (!isRunning || !window) return null;
  const line = (name: 'prophylaxis' | 'contraception', by: typeof window.prophylaxisBy) => {
    const hours = Math.floor((Date.parse(by) - now) / 3_600_000);
    if (!window.isMomentKnown) return words(`medical.${name}.unknown`);
    return hours < 0
      ? words(`medical.${name}.past`)
      : words(`medical.${name}.within`, { hours, at: instant(by) });
  };
  return (
    <Notice kind="danger" title={words('medical.title')}>
      <p>{words('medical.what')}</p>
      <ul className="inside-list">
        <li>{line('prophylaxis', window.prophylaxisBy)}</li>
        <li>{line('contraception', window.contraceptionBy)}</li>
      </ul>
      <p className="small">{words('medical.unconfirmed')}</p>
    </Notice>
  );
}
