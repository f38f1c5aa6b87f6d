import type { OutputOf } from '#kernel/endpoint.ts';
import { useAnswer } from '#platform/design/calling/api.tsx';
import { Notice } from '#platform/design/patterns/notice.tsx';
import { Page, Section } from '#platform/design/patterns/page.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import type { me } from '../endpoints.ts';
import { listPasskeys, signInWays } from '../factor-endpoints.ts';
import { ChangePassword } from './change-password.tsx';
import { EnrolTotp } from './enrol-totp.tsx';
import { PasskeyButton } from './other-ways.tsx';
import { hasPasskeysHere } from './passkey-browser.ts';
import { PasskeyList } from './passkey-list.tsx';
import { ProveTotpStep } from './prove-totp-step.tsx';

type SignIn = OutputOf<typeof me>['signIn'];

/**
 * AC-13, AC-14: what stands before everything else. One thing to do, why, and nothing beside it;
 * as soon as it is done, the way is free.
 */
export function MendSignInScreen(props: {
  readonly signIn: SignIn;
  readonly onMended: () => void;
}) {
  const { words } = useReader();
  if (props.signIn.lacks === 'password')
    return (
      <Page title={words('mend.password.title')} lead={words('mend.password.lead')}>
        <ChangePassword onChanged={props.onMended} />
      </Page>
    );
  // AC-18: whoever has a factor uses it; only whoever has none sets one up here.
  const { hasTotp, hasPasskey } = props.signIn;
  return (
    <Page title={words('mend.factor.title')} lead={words('mend.factor.lead')}>
      {hasTotp ? (
        <Section title={words('mend.factor.code')}>
          <ProveTotpStep onProved={props.onMended} />
        </Section>
      ) : null}
      {hasPasskey || !hasTotp ? <ByPasskey onMended={props.onMended} /> : null}
      {hasPasskey || hasTotp ? null : (
        <Section title={words('totp.title')}>
          <EnrolTotp hasTotp={false} onDone={props.onMended} />
        </Section>
      )}
    </Page>
  );
}

/** Whoever has a passkey uses it; whoever has none makes one. */
function ByPasskey(props: { readonly onMended: () => void }) {
  const { words } = useReader();
  const passkeys = useAnswer(listPasskeys, {});
  const ways = useAnswer(signInWays, {});
  if (passkeys.state !== 'ready' || ways.state !== 'ready') return null;
  if (passkeys.value.passkeys.length > 0 && hasPasskeysHere(ways.value.passkeys))
    return (
      <Section title={words('mend.factor.passkey')}>
        <div className="row">
          <PasskeyButton onPassed={props.onMended} />
        </div>
      </Section>
    );
  return (
    <Section title={words('passkey.title')}>
      <PasskeyList onChanged={props.onMended} />
    </Section>
  );
}

/** AC-18: in a session that began without the passkey, the way to change something about signing in. */
export function ProveFirst(props: { readonly signIn: SignIn; readonly onProved: () => void }) {
  const { words } = useReader();
  const ways = useAnswer(signInWays, {});
  const { hasPasskey, twoFactors } = props.signIn;
  if (!hasPasskey || twoFactors) return null;
  const isHere = ways.state === 'ready' && hasPasskeysHere(ways.value.passkeys);
  return (
    <Notice kind="info" title={words('mend.unproved')}>
      <p>{words('mend.unproved.why')}</p>
      {isHere ? <PasskeyButton onPassed={props.onProved} /> : null}
    </Notice>
  );
}

/** In an evaluation nothing is enforced; the person learns what real work would ask. */
export function FactorAdvice({ signIn }: { readonly signIn: SignIn }) {
  const { words } = useReader();
  const isProved = signIn.twoFactors || signIn.hasPasskey || signIn.hasTotp;
  if (!signIn.needsTwoFactors || isProved || signIn.lacks !== null) return null;
  return (
    <Notice kind="info" title={words('mend.advice')}>
      <p>{words('mend.advice.do')}</p>
    </Notice>
  );
}
