import { useCall } from '#platform/design/calling/api.tsx';
import { Button } from '#platform/design/controls/button.tsx';
import { RefusalNotice } from '#platform/design/patterns/refusal-notice.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import type { OutputOf } from '#kernel/endpoint.ts';
import { beginOidc, type signInWays } from '../factor-endpoints.ts';
import { hasPasskeysHere } from './passkey-browser.ts';
import { usePasskeySignIn } from './use-passkey-sign-in.ts';

type Ways = OutputOf<typeof signInWays>;

/** The ways beside the password; nothing where there is none. */
export function OtherWays(props: { readonly ways: Ways; readonly onPassed: () => void }) {
  const { words } = useReader();
  const hasPasskeys = hasPasskeysHere(props.ways.passkeys);
  if (!hasPasskeys && props.ways.providers.length === 0) return null;
  return (
    <section className="panel panel-narrow stack" aria-label={words('sign-in.ways')}>
      {hasPasskeys ? <PasskeyButton inField onPassed={props.onPassed} /> : null}
      {props.ways.providers.map((provider) => (
        <AgencyButton key={provider.id} provider={provider} />
      ))}
    </section>
  );
}

/** One press, and the device asks for a finger, a face or its PIN. */
export function PasskeyButton(props: {
  readonly inField?: boolean;
  readonly onPassed: () => void;
}) {
  const { words } = useReader();
  const { press, isBusy, refusal } = usePasskeySignIn({
    isOffered: true,
    inField: props.inField ?? false,
    onPassed: props.onPassed,
  });
  return (
    <>
      {refusal ? <RefusalNotice refusal={refusal} isNews /> : null}
      <Button isBusy={isBusy} isWide onPress={() => void press()}>
        {words('sign-in.passkey')}
      </Button>
    </>
  );
}

function AgencyButton({ provider }: { readonly provider: Ways['providers'][number] }) {
  const { words, language } = useReader();
  const { run, isBusy, refusal } = useCall(beginOidc);
  const name = provider.names[language.tag] ?? provider.names['en'] ?? provider.id;
  const go = async () => {
    const begun = await run({ provider: provider.id });
    if (begun.ok) window.location.assign(begun.value.url);
  };
  return (
    <>
      {refusal ? <RefusalNotice refusal={refusal} isNews /> : null}
      <Button isBusy={isBusy} isWide onPress={() => void go()}>
        {words('sign-in.agency', { agency: name })}
      </Button>
    </>
  );
}
