import type { ReactNode } from 'react';
import { Answered } from '#platform/design/calling/answered.tsx';
import { type Answer, useAnswer } from '#platform/design/calling/api.tsx';
import { Page } from '#platform/design/patterns/page.tsx';
import { EmptyState } from '#platform/design/patterns/waiting.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import type { ProtectionView } from '../domain/views.ts';
import { readProtection } from '../endpoints.ts';

/** The code runs from left to right in every language. */
export function codeText(code: string): string {
  return `\u2066${code}\u2069`;
}

/** A page below a case: its code above, the way back, and its protection once it is there. */
export function WithProtection(props: {
  readonly recordId: string;
  readonly title: string;
  readonly lead?: ReactNode;
  /** It is printed and kept. */
  readonly isPaper?: boolean;
  readonly children: (view: ProtectionView, reload: () => void) => ReactNode;
}) {
  const { words } = useReader();
  const { recordId } = props;
  const answer: Answer<ProtectionView> = useAnswer(readProtection, { recordId });
  const code = answer.state === 'ready' ? codeText(answer.value.code) : undefined;
  return (
    <Page
      title={props.title}
      lead={props.lead}
      back={{ to: `/cases/${recordId}`, label: code ?? words('case.title') }}
      width="wide"
      {...(props.isPaper && code !== undefined ? { paper: { code, isOffered: true } } : {})}
    >
      <Answered answer={answer}>
        {(view) =>
          props.children(view, answer.state === 'waiting' ? () => undefined : answer.again)
        }
      </Answered>
    </Page>
  );
}

/** Stands where a part is that this reader does not get, or may not write under this purpose. */
export function NotForYou() {
  const { words } = useReader();
  return (
    <EmptyState title={words('part.not-for-you')}>
      <p>{words('part.not-for-you.do')}</p>
    </EmptyState>
  );
}
