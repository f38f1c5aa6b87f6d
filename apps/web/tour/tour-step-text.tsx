import { useReader } from '#platform/design/reader/reader.tsx';
import type { TourStep } from './tour-steps.ts';

const PARTS = ['do', 'look', 'why'] as const;

/** What to do, what to look at, and why it is built so. */
export function TourStepText(props: { readonly step: TourStep; readonly isShort?: boolean }) {
  const { words } = useReader();
  // As they stand in the menu, so that they are found there.
  const purposes = {
    healthCare: words('purpose.health-care'),
    justice: words('purpose.justice-for-the-child'),
  };
  const parts = props.isShort ? PARTS.slice(0, 2) : PARTS;
  return (
    <dl className="tour-text">
      {parts.map((part) => (
        <div key={part} className={`tour-text-${part}`}>
          {/* In the bar, what is unfolded says so already. */}
          <dt className={props.isShort && part === 'do' ? 'only-heard' : undefined}>
            {words(`tour.${part}`)}
          </dt>
          <dd>{words(`tour.step.${props.step.id}.${part}`, purposes)}</dd>
        </div>
      ))}
    </dl>
  );
}
