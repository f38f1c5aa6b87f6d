import { Answered } from '#platform/design/calling/answered.tsx';
import { useAnswer } from '#platform/design/calling/api.tsx';
import { CardList } from '#platform/design/patterns/card-list.tsx';
import { Page } from '#platform/design/patterns/page.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { listOverseen } from '../device-endpoints.ts';

/** AC-16: the people whose devices one may sign out. */
export function WorkersScreen() {
  const { words, list } = useReader();
  const answer = useAnswer(listOverseen, {});
  return (
    <Page
      title={words('workers.title')}
      lead={words('workers.lead')}
      back={{ to: '/account', label: words('account.title') }}
    >
      <Answered answer={answer}>
        {({ workers }) =>
          workers.length === 0 ? (
            <p>{words('workers.none')}</p>
          ) : (
            <CardList
              label={words('workers.title')}
              items={workers.map(({ id, name, teams, signedIn }) => ({
                id,
                to: `/account/workers/${id}`,
                title: <bdi>{name}</bdi>,
                lines: [list(teams), words('workers.signed-in', { count: signedIn })],
              }))}
            />
          )
        }
      </Answered>
    </Page>
  );
}
