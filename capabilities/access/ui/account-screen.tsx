import type { ReactNode } from 'react';
import type { OutputOf } from '#kernel/endpoint.ts';
import { useAnswer } from '#platform/design/calling/api.tsx';
import { ButtonLink } from '#platform/design/controls/link.tsx';
import { Facts } from '#platform/design/patterns/card-list.tsx';
import { Notice } from '#platform/design/patterns/notice.tsx';
import { Page, Section } from '#platform/design/patterns/page.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import type { me } from '../endpoints.ts';
import { listFieldDevices } from '../field-device-endpoints.ts';
import { ChangePassword } from './change-password.tsx';
import { EnrolTotp } from './enrol-totp.tsx';
import { FieldDeviceList } from './field-device-list.tsx';
import { FactorAdvice, ProveFirst } from './mend-sign-in-screen.tsx';
import { PasskeyList } from './passkey-list.tsx';
import { SessionList } from './session-list.tsx';

type Me = OutputOf<typeof me>;

/** Abilities of those who may look after the devices of others; the server decides again. */
const OVERSEE = ['administer-workers', 'approve-plan'] as const;

function OwnFieldDevices() {
  return <FieldDeviceList answer={useAnswer(listFieldDevices, {})} />;
}

/** What a worker may see and change about themselves. */
export function AccountScreen(props: {
  readonly me: Me;
  /** Something about their sign-in has changed. */
  readonly onChanged: () => void;
  /** Sign-in and devices are the server's alone. */
  readonly isOffline: boolean;
  /** What the app adds below, of parts that this slice does not know. */
  readonly children?: ReactNode;
}) {
  const { words, wordsIfAny, list } = useReader();
  const { worker, signIn, abilities } = props.me;
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
      {props.isOffline ? (
        <Notice kind="info" title={words('account.offline')}>
          <p>{words('account.offline.do')}</p>
        </Notice>
      ) : (
        <SignInAndDevices signIn={signIn} onChanged={props.onChanged} />
      )}
      {props.children}
      {OVERSEE.some((one) => abilities.includes(one)) ? (
        <Section title={words('workers.title')}>
          <p>{words('workers.lead')}</p>
          <div className="row">
            <ButtonLink to="/account/workers">{words('workers.open')}</ButtonLink>
          </div>
        </Section>
      ) : null}
    </Page>
  );
}

function SignInAndDevices(
  props: Pick<Parameters<typeof AccountScreen>[0], 'onChanged'> & {
    readonly signIn: Me['signIn'];
  },
) {
  const { words } = useReader();
  const { signIn } = props;
  return (
    <>
      <FactorAdvice signIn={signIn} />
      <ProveFirst signIn={signIn} onProved={props.onChanged} />
      <Section title={words('sessions.title')}>
        <SessionList />
      </Section>
      <Section title={words('field-devices.title')}>
        <OwnFieldDevices />
      </Section>
      <Section title={words('passkey.title')}>
        <PasskeyList onChanged={props.onChanged} />
      </Section>
      <Section title={words('totp.title')}>
        <EnrolTotp hasTotp={signIn.hasTotp} onDone={props.onChanged} />
      </Section>
      <Section title={words('password.title')}>
        <ChangePassword />
      </Section>
    </>
  );
}
