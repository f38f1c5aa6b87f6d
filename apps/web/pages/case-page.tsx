import { accessEntry } from '#capabilities/access/ui/access-entry.tsx';
import { AttachmentsPart } from '#capabilities/cases/ui/attachments-part.tsx';
import { CaseScreen } from '#capabilities/cases/ui/case-screen.tsx';
import type { IdentificationView } from '#capabilities/identification/domain/identification-view.ts';
import { readIdentification } from '#capabilities/identification/endpoints.ts';
import { identificationEntry } from '#capabilities/identification/ui/identification-entry.tsx';
import { IdentificationPart } from '#capabilities/identification/ui/identification-part.tsx';
import type { ProtectionView } from '#capabilities/protection/domain/views.ts';
import { readProtection } from '#capabilities/protection/endpoints.ts';
import { MeasuresBoard } from '#capabilities/protection/ui/measures-board.tsx';
import { protectionEntry } from '#capabilities/protection/ui/protection-entry.tsx';
import { ProtectionParts } from '#capabilities/protection/ui/protection-parts.tsx';
import { referralEntry } from '#capabilities/referrals/ui/referral-entry.tsx';
import { ReferralsPart } from '#capabilities/referrals/ui/referrals-part.tsx';
import { type Answer, useAnswer } from '#platform/design/calling/api.tsx';
import { WithAttachmentWay } from '../attachments/attachment-way.tsx';
import { useRecordId } from './case-pages.tsx';
import { useGo, useWorkerHere } from './worker-here.ts';

const FOLLOWING = { follows: true };

/** A case with what the rules say of it: the one screen that slices share. */
export function CasePage() {
  const recordId = useRecordId();
  const worker = useWorkerHere();
  const go = useGo();
  const answer: Answer<IdentificationView> = useAnswer(readIdentification, { recordId }, FOLLOWING);
  const protection: Answer<ProtectionView> = useAnswer(readProtection, { recordId }, FOLLOWING);
  const protectedBy = protection.state === 'ready' ? protection.value : undefined;
  // Whoever does not get this part sees the case without it.
  const view = answer.state === 'ready' ? answer.value : undefined;
  return (
    <CaseScreen
      key={recordId}
      recordId={recordId}
      worker={worker}
      showEntry={entryOfOthers}
      questions={howFar(answer)}
      identification={view ? <IdentificationPart recordId={recordId} view={view} /> : null}
      ownPart={protectedBy ? <ProtectionParts view={protectedBy} which="own" /> : null}
      otherParts={
        <>
          <WithAttachmentWay>
            <AttachmentsPart recordId={recordId} />
          </WithAttachmentWay>
          {protectedBy ? <ProtectionParts view={protectedBy} which="others" /> : null}
          <ReferralsPart recordId={recordId} worker={worker} go={go} />
          {protectedBy ? <MeasuresBoard view={protectedBy} /> : null}
        </>
      }
    />
  );
}

function entryOfOthers(type: string, body: unknown) {
  return (
    identificationEntry(type, body) ??
    accessEntry(type, body) ??
    protectionEntry(type, body) ??
    referralEntry(type, body)
  );
}

function howFar(answer: Answer<IdentificationView>) {
  if (answer.state === 'waiting') return 'waiting';
  if (answer.state === 'refused' || !answer.value.mayWrite) return undefined;
  const view = answer.value;
  if (view.statements.length === 0) return 'not-asked';
  return view.decision ? 'settled' : 'to-judge';
}
