import { TodayScreen } from '#capabilities/cases/ui/today-screen.tsx';
import { WaitingDrafts } from '#capabilities/drafts/ui/waiting-drafts.tsx';
import { ReferredToUs } from '#capabilities/referrals/ui/referred-to-us.tsx';
import { useSearchHere } from '../field/field-context.tsx';
import { FieldInvitation } from '../field/field-entry.tsx';
import { useSession } from '../session.tsx';
import { TourInvitation } from '../tour/tour-invitation.tsx';
import { pathOfForm } from './path-of-form.ts';
import { useWorkerHere } from './worker-here.ts';

export function TodayPage() {
  // What is listed depends on why one is at work: another purpose is another list.
  const { purpose } = useSession();
  return (
    <TodayScreen
      key={purpose}
      worker={useWorkerHere()}
      searchHere={useSearchHere()}
      forTeam={(team) => <ReferredToUs team={team} />}
      first={
        <>
          <WaitingDrafts pathOf={pathOfForm} />
          <TourInvitation />
          <FieldInvitation />
        </>
      }
    />
  );
}
