import { useState } from 'react';
import type { OutputOf } from '#kernel/endpoint.ts';
import type { Answers } from '#kernel/form-answers.ts';
import { instantAt } from '#kernel/instant.ts';
import { useCall } from '#platform/design/calling/api.tsx';
import { useCommand } from '#platform/design/calling/use-command.ts';
import { Button } from '#platform/design/controls/button.tsx';
import { dropDraft } from '#platform/design/form/drafts.ts';
import { usePack } from '#platform/design/pack/pack.tsx';
import { RefusalNotice } from '#platform/design/patterns/refusal-notice.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { useNow } from '#platform/design/reader/use-now.ts';
import { composeMessage, type Ground } from '../domain/message.ts';
import { openUntil } from '../domain/refer.ts';
import type { KnownOfChild, ServiceView } from '../domain/views.ts';
import { referChild } from '../endpoints.ts';
import { MessageSheet } from './message-sheet.tsx';
import { saidIn } from './referral-words.ts';
import { SentReferral } from './sent-referral.tsx';
import { WhatOpens, WhatStays } from './what-leaves.tsx';
import type { WorkerHere } from './worker-here.ts';

type Sent = OutputOf<typeof referChild>;

/**
 * The heart of a referral: before anything leaves, the worker sees it word for word, beside what stays
 * and what opens. The same function makes the message here and on the server.
 */
export function PreviewAndSend(props: {
  readonly recordId: string;
  readonly worker: WorkerHere;
  readonly service: ServiceView;
  readonly known: KnownOfChild;
  readonly ground: Ground;
  readonly answers: Answers;
  readonly onBack: () => void;
  readonly reload: () => void;
}) {
  const { recordId, service, known, ground, answers } = props;
  const reader = useReader();
  const { words } = reader;
  const form = usePack().form('referral');
  const now = useNow();
  const command = useCommand();
  const { run, isBusy, refusal } = useCall(referChild);
  const [sent, setSent] = useState<Sent | undefined>(undefined);
  const message = composeMessage({ brief: known.brief, ground }, { answers }, service.replyHours);
  const name = saidIn(service.names, reader);
  const send = async () => {
    const content = {
      recordId,
      service: service.id,
      formVersion: form.version,
      answers: { ...answers },
    };
    const done = await run({ ...command({ ...content, message }), ...content, seen: message });
    if (done.ok) {
      dropDraft(`referral.${recordId}`);
      setSent(done.value);
    } else if (done.refusal.code.startsWith('referrals.')) props.reload();
  };
  if (sent) return <SentReferral recordId={recordId} sent={sent} service={service} />;
  const until = service.team ? openUntil(ground, instantAt(now)) : undefined;
  return (
    <>
      {refusal ? <RefusalNotice refusal={refusal} isNews /> : null}
      <div className="leaving">
        <MessageSheet message={message} from={known.from} to={name} />
        <div className="stack-wide">
          <WhatStays service={service} known={known} />
          <WhatOpens service={service} until={until} />
        </div>
      </div>
      <div className="row">
        <Button onPress={props.onBack}>{words('refer.change')}</Button>
      </div>
      <div className="page-action">
        <Button kind="primary" isBusy={isBusy} onPress={() => void send()}>
          {words('refer.send', { name })}
        </Button>
      </div>
    </>
  );
}
