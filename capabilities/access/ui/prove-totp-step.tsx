import { useCall } from '#platform/design/calling/api.tsx';
import { proveTotp } from '../factor-endpoints.ts';
import { TotpCodeForm } from './totp-code-form.tsx';

/** The code of the app, in a session that began without it. */
export function ProveTotpStep(props: { readonly onProved: () => void }) {
  const { run, isBusy, refusal } = useCall(proveTotp);
  const prove = async (code: string) => {
    const proved = await run({ code });
    if (proved.ok) props.onProved();
  };
  return <TotpCodeForm refusal={refusal} isNews isBusy={isBusy} onCode={prove} />;
}
