import type { DemoView } from '#packs/demo/demo-endpoint.ts';
import { Button } from '#platform/design/controls/button.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { useGo } from '../pages/worker-here.ts';
import { tour, useTourProgress } from './tour-store.ts';
import { WithTourWords } from './tour-words.tsx';
import { useDemo } from './use-demo.ts';
import './tour.css';

/** Invites a newcomer, in an evaluation only; who does not want it does not see it again. */
export function TourInvitation(props: { readonly isNarrow?: boolean }) {
  const demo = useDemo();
  const { isHidden, isWalking } = useTourProgress();
  if (!demo || isWalking) return null;
  return (
    <WithTourWords>
      <div className={props.isNarrow ? 'tour-invites is-narrow' : 'tour-invites'}>
        {isHidden ? null : <Invitation />}
        <WritingChildren {...demo.children} />
      </div>
    </WithTourWords>
  );
}

function Invitation() {
  const { words } = useReader();
  const { done } = useTourProgress();
  const go = useGo();
  return (
    <section className="tour-invitation" aria-label={words('tour.title')}>
      <div>
        <p className="tour-invitation-title">{words('tour.invite')}</p>
        <p className="quiet">{words('tour.invite.what')}</p>
      </div>
      <div className="tour-bar-actions">
        <Button kind="quiet" iconAfter="next" onPress={() => go('/tour')}>
          {words(done.length > 0 ? 'tour.go-on' : 'tour.begin')}
        </Button>
        <Button kind="plain" onPress={tour.hide}>
          {words('tour.hide')}
        </Button>
      </div>
    </section>
  );
}

/** Says quietly that there are more children to come; nothing once all are there. */
function WritingChildren({ written, of }: DemoView['children']) {
  const { words } = useReader();
  return written < of ? (
    <p className="small quiet">{words('tour.children', { written, of })}</p>
  ) : null;
}
