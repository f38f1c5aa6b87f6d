import type { DemoView } from '#packs/demo/demo-endpoint.ts';
import { Button } from '#platform/design/controls/button.tsx';
import { Folded } from '#platform/design/patterns/folded.tsx';
import { RefusalNotice } from '#platform/design/patterns/refusal-notice.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { type DemoWorker, useDemoSignIn } from './use-demo-sign-in.ts';

/** Everybody who can be tried, by team. */
export function TourPeople({ demo }: { readonly demo: DemoView }) {
  const { words, language } = useReader();
  const { busyAs, refusal, enter } = useDemoSignIn(demo);
  const teamOf = ({ team }: DemoWorker): string => team[language.tag] ?? team['en'] ?? '';
  const teams = [...new Set(demo.workers.map(teamOf))];
  return (
    <Folded title={words('tour.people')}>
      <p className="quiet">{words('tour.people.what', { password: demo.password })}</p>
      {refusal ? <RefusalNotice refusal={refusal} /> : null}
      <div className="tour-teams">
        {teams.map((team) => (
          <section key={team} aria-label={team}>
            <h3>
              <bdi>{team}</bdi>
            </h3>
            <ul className="bare-list">
              {demo.workers
                .filter((worker) => teamOf(worker) === team)
                .map((worker) => (
                  <Person
                    key={worker.signIn}
                    worker={worker}
                    isBusy={busyAs === worker.signIn}
                    onEnter={() => void enter(worker, '/')}
                  />
                ))}
            </ul>
          </section>
        ))}
      </div>
    </Folded>
  );
}

function Person(props: {
  readonly worker: DemoWorker;
  readonly isBusy: boolean;
  readonly onEnter: () => void;
}) {
  const { words } = useReader();
  const { worker } = props;
  return (
    <li className="tour-one">
      <span className="tour-step-title">
        <bdi>{worker.name}</bdi>
        <span className="small quiet">{words(`tour.who.${worker.roles[0]}`)}</span>
        <span className="small quiet tour-address">
          <bdi>{worker.signIn}</bdi>
        </span>
      </span>
      <Button isBusy={props.isBusy} onPress={props.onEnter}>
        {words('tour.try')}
        <bdi className="only-heard">{worker.name}</bdi>
      </Button>
    </li>
  );
}
