import { ButtonLink, Link } from '#platform/design/controls/link.tsx';
import { Notice } from '#platform/design/patterns/notice.tsx';
import { Section } from '#platform/design/patterns/page.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';

/** In the order in which they are done; the words stand under `stopped.do.CODE`. */
const NOW = ['thank', 'breathe', 'stay', 'safe-tonight', 'next-time', 'yourself'] as const;

/** A talk that was stopped: calm, what to do for the child now, and no hurry to go on. */
export function AfterStopping({ recordId }: { readonly recordId: string }) {
  const { words } = useReader();
  const to = `/cases/${recordId}`;
  return (
    <div className="stack-wide">
      <Notice kind="done" isNews title={words('stopped.title')}>
        <p>{words('stopped.kept')}</p>
      </Notice>
      <Section title={words('stopped.now')}>
        <ol className="steps">
          {NOW.map((code) => (
            <li key={code}>{words(`stopped.do.${code}`)}</li>
          ))}
        </ol>
        <p className="small quiet">{words('stopped.source')}</p>
      </Section>
      <div className="page-action">
        <ButtonLink to={`${to}/risk`} kind="primary" iconAfter="next">
          {words('stopped.safety-plan')}
        </ButtonLink>
        <ButtonLink to={to}>{words('stopped.to-case')}</ButtonLink>
      </div>
      <p>
        <Link to={`${to}/result`}>{words('stopped.result')}</Link>
      </p>
    </div>
  );
}
