import type { z } from 'zod';
import { Button } from '#platform/design/controls/button.tsx';
import { Dialog } from '#platform/design/patterns/dialog.tsx';
import { Mark } from '#platform/design/patterns/notice.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import type { Session } from '../endpoints.ts';

type SessionShown = z.infer<typeof Session> & { readonly current?: boolean };

/** A device on which someone is signed in. */
export function SessionLine(props: { readonly session: SessionShown; readonly onEnd: () => void }) {
  const { words, instant } = useReader();
  const { device, by, lastSeenAt, createdAt, current } = props.session;
  return (
    <li className="card">
      <div className="card-body">
        <p className="card-title">
          <bdi>{device}</bdi>
        </p>
        <p className="small quiet">{words('sessions.seen', { when: instant(lastSeenAt) })}</p>
        <p className="small quiet">{words('sessions.since', { when: instant(createdAt) })}</p>
        <p className="small quiet">{words(`sessions.by.${by}`)}</p>
      </div>
      <div className="card-marks">
        {current === true ? (
          <Mark kind="info">{words('sessions.current')}</Mark>
        ) : (
          <Button label={words('sessions.end.of', { device })} onPress={props.onEnd}>
            {words('sessions.end')}
          </Button>
        )}
      </div>
    </li>
  );
}

/** Asks before one device is signed out, or all of them. */
export function EndSessionDialog(props: {
  readonly ending: SessionShown | 'all' | undefined;
  readonly allTitle: string;
  readonly isBusy: boolean;
  readonly onEnd: () => void;
  readonly onClose: () => void;
}) {
  const { words } = useReader();
  const { ending, onClose } = props;
  return (
    <Dialog
      title={ending === 'all' ? props.allTitle : words('sessions.end.title')}
      isOpen={ending !== undefined}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{words('sessions.end.keep')}</Button>
          <Button kind="primary" isBusy={props.isBusy} onPress={props.onEnd}>
            {words('sessions.end.now')}
          </Button>
        </>
      }
    >
      <p>
        {ending === undefined || ending === 'all'
          ? words('sessions.end.what-all')
          : words('sessions.end.what', { device: ending.device })}
      </p>
    </Dialog>
  );
}
