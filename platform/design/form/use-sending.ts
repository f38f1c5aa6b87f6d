import { useState } from 'react';
import type { Answers } from '#kernel/form-answers.ts';
import type { Refusal } from '#kernel/result.ts';

/** Sends answers once at a time, and holds the refusal until the next try. */
export function useSending(
  onSubmit: (answers: Answers) => Promise<Refusal | undefined>,
  onTaken: () => void,
) {
  const [refusal, setRefusal] = useState<Refusal | undefined>(undefined);
  const [isBusy, setBusy] = useState(false);
  const send = async (answers: Answers): Promise<void> => {
    setBusy(true);
    setRefusal(undefined);
    const refused = await onSubmit(answers);
    setBusy(false);
    if (refused) setRefusal(refused);
    else onTaken();
  };
  return { send, isBusy, refusal };
}
