import { Mark } from '#platform/design/patterns/notice.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { RiskLevel } from '../domain/risk-level.ts';
import type { CaseCodes } from '../domain/views.ts';

/** How urgent the work is: a word, and bars that say the same. Not a judgement of the child. */
export function RiskMark({ level }: { readonly level: RiskLevel | null }) {
  const { words } = useReader();
  if (level === null) return <Mark kind="plain">{words('risk.none')}</Mark>;
  return (
    <span className={`mark ${level === 'immediate' ? 'mark-danger' : 'mark-plain'}`}>
      <Bars filled={RiskLevel.options.length - RiskLevel.options.indexOf(level)} />
      {words(`risk.${level}`)}
    </span>
  );
}

function Bars({ filled }: { readonly filled: number }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {RiskLevel.options.map((_, index) => (
        <rect
          key={index}
          x={2 + index * 5.25}
          y={17 - index * 4}
          width="4"
          height={4 + index * 4}
          rx="1"
          fill={index < filled ? 'currentColor' : 'none'}
          stroke="currentColor"
          strokeWidth="1.2"
        />
      ))}
    </svg>
  );
}

const PLAN_KINDS = { none: 'plain', written: 'due', approved: 'done', returned: 'due' } as const;

export function PlanMark({ plan }: { readonly plan: CaseCodes['plan'] }) {
  const { words } = useReader();
  return <Mark kind={PLAN_KINDS[plan]}>{words(`plan.state.${plan}`)}</Mark>;
}

/** A code as it is said on the telephone; it runs left to right in every language. */
export function CaseCode({ code }: { readonly code: string }) {
  return (
    <span className="code" dir="ltr">
      {code}
    </span>
  );
}

/** The same inside plain text. */
export function codeText(code: string): string {
  return `\u2066${code}\u2069`;
}
