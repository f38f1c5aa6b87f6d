import { useEffect, useRef, useState } from 'react';
import { useApi } from '#platform/design/calling/api.tsx';
import { ButtonLink } from '#platform/design/controls/link.tsx';
import { Page } from '#platform/design/patterns/page.tsx';
import { RefusalNotice } from '#platform/design/patterns/refusal-notice.tsx';
import { Skeleton } from '#platform/design/patterns/waiting.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import type { Refusal } from '#kernel/result.ts';
import { completeOidc } from '../factor-endpoints.ts';

/** Where someone comes back to from the sign-in of their agency. */
export function OidcReturnScreen(props: {
  /** What the agency put behind the address. */
  readonly answer: string;
  readonly onSignedIn: () => Promise<void>;
}) {
  const { answer, onSignedIn } = props;
  const { words } = useReader();
  const api = useApi();
  const [refusal, setRefusal] = useState<Refusal | undefined>(undefined);
  // The answer counts once: asked twice, the second would be refused.
  const wasAsked = useRef(false);
  useEffect(() => {
    if (wasAsked.current) return;
    wasAsked.current = true;
    void api.call(completeOidc, { answer }).then((done) => {
      if (done.ok) void onSignedIn();
      else setRefusal(done.refusal);
    });
  }, [api, answer, onSignedIn]);
  return (
    <Page
      title={words('sign-in.title')}
      action={
        refusal ? (
          <ButtonLink to="/" kind="primary">
            {words('sign-in.again')}
          </ButtonLink>
        ) : undefined
      }
    >
      {refusal ? <RefusalNotice refusal={refusal} /> : <Skeleton lines={3} />}
    </Page>
  );
}
