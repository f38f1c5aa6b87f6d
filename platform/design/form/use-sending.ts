import { useRef, useState } from 'react';
import type { Refusal } from '#kernel/result.ts';

/** Sends once at a time, however often it is tapped, and holds the refusal until the next try. */
export function useSending(onTaken: () => void) {
  const [refusal, setRefusal] = useState<Refusal | undefined>(undefined);
  const [isBusy, setBusy] = useState(false);
  // Two taps may come before the screen shows that the first one counts.
  const isOut = useRef(false);
  const send = async (give: () => Promise<Refusal | undefined>): Promise<void> => {
    if (isOut.current) return;
    isOut.current = true;
    setBusy(true);
    setRefusal(undefined);
    try {
      const refused = await give();
      if (refused) setRefusal(refused);
      else onTaken();
    } finally {
      isOut.current = false;
      setBusy(false);
    }
  };
  return { send, isBusy, refusal };
}
