import { useCallback, useEffect, useRef, useState } from 'react';
import { useApi } from '#platform/design/calling/api.tsx';
import type { Refusal } from '#kernel/result.ts';
import { beginPasskeySignIn, signInPasskey } from '../factor-endpoints.ts';
import { offersPasskeysInFields, signWithPasskey, stopAsking } from './passkey-browser.ts';

/** Signing in by a passkey: on request, and where the browser offers it in a field by itself. */
export function usePasskeySignIn(props: {
  readonly isOffered: boolean;
  readonly inField: boolean;
  readonly onPassed: () => void;
}) {
  const { isOffered, inField, onPassed } = props;
  // A question that waits in a field must not be asked anew because the screen was drawn anew.
  const passed = useRef(onPassed);
  useEffect(() => {
    passed.current = onPassed;
  });
  const api = useApi();
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | undefined>(undefined);
  const ask = useCallback(
    async (how: { readonly inField: boolean }): Promise<Refusal | undefined> => {
      const begun = await api.call(beginPasskeySignIn, {});
      if (!begun.ok) return begun.refusal;
      const signed = await signWithPasskey(begun.value.options, how);
      if (!signed.ok) return signed.refusal;
      const answer = await api.call(signInPasskey, signed.value);
      if (!answer.ok) return answer.refusal;
      passed.current();
      return undefined;
    },
    [api],
  );
  useEffect(() => {
    if (!isOffered || !inField) return undefined;
    let isHere = true;
    void offersPasskeysInFields().then(async (offers) => {
      if (!offers || !isHere) return;
      const failed = await ask({ inField: true });
      // Nobody asked for the list below the field; only an answer that was given is answered.
      if (isHere && failed && failed.code !== 'access.passkey.not-given') setRefusal(failed);
    });
    return () => {
      isHere = false;
      stopAsking();
    };
  }, [ask, isOffered, inField]);
  const press = async (): Promise<void> => {
    setBusy(true);
    setRefusal(undefined);
    setRefusal(await ask({ inField: false }));
    setBusy(false);
  };
  return { press, isBusy, refusal };
}
