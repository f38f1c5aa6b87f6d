import type { ReactNode } from 'react';
import { Answered } from '#platform/design/calling/answered.tsx';
import { type Answer, useAnswer } from '#platform/design/calling/api.tsx';
import { Page } from '#platform/design/patterns/page.tsx';
import { EmptyState } from '#platform/design/patterns/waiting.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import type { CaseView } from '../domain/views.ts';
import { readCase } from '../endpoints.ts';
import { codeText } from './case-marks.tsx';

/** A page below a case: its code above, the way back, and the case once it is there. */
export function WithCase(props: {
  readonly recordId: string;
  readonly title: string;
  readonly lead?: ReactNode;
  readonly width?: 'narrow' | 'wide';
  /** Printed, it goes into the child's hands. */
  readonly isForChild?: boolean;
  readonly children: (view: CaseView, reload: () => void) => ReactNode;
}) {
  const { words } = useReader();
  const { recordId } = props;
  const answer: Answer<CaseView> = useAnswer(readCase, { recordId });
  const label = answer.state === 'ready' ? codeText(answer.value.code) : words('case.title');
  return (
    <Page
      title={props.title}
      lead={props.lead}
      back={{ to: `/cases/${recordId}`, label }}
      width={props.width ?? 'wide'}
      paper={{
        code: answer.state === 'ready' ? label : undefined,
        isForChild: props.isForChild ?? false,
      }}
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
