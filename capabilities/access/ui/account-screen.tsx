import type { OutputOf } from '#kernel/endpoint.ts';
import { Facts } from '#platform/design/patterns/card-list.tsx';
import { Page, Section } from '#platform/design/patterns/page.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import type { me } from '../endpoints.ts';
import { ChangePassword } from './change-password.tsx';
import { EnrolTotp } from './enrol-totp.tsx';
import { SessionList } from './session-list.tsx';

type Worker = OutputOf<typeof me>['worker'];

/** What a worker may see and change about themselves. */
export function AccountScreen({ worker }: { readonly worker: Worker }) {
  const { words, wordsIfAny, list } = useReader();
  return (
    <Page title={words('account.title')}>
      <Facts
        items={[
          { label: words('account.name'), value: <bdi>{worker.name}</bdi> },
          { label: words('account.agency'), value: <bdi>{worker.agency.name}</bdi> },
          { label: words('account.teams'), value: list(worker.teams.map((team) => team.name)) },
          {
            label: words('account.roles'),
            value: list(worker.roles.map((role) => wordsIfAny(`role.${role}`) ?? role)),
          },
        ]}
      />
      <Section title={words('sessions.title')}>
        <SessionList />
      </Section>
      <Section title={words('totp.title')}>
        <EnrolTotp />
      </Section>
      <Section title={words('password.title')}>
        <ChangePassword />
      </Section>
    </Page>
  );
}
