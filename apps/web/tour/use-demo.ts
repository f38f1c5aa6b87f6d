import type { OutputOf } from '#kernel/endpoint.ts';
import { type DemoView, readDemo } from '#packs/demo/demo-endpoint.ts';
import { type Answer, useAnswer } from '#platform/design/calling/api.tsx';

/** The invented people, where the server says that this is an evaluation; undefined elsewhere. */
export function useDemo(): DemoView | undefined {
  const answer: Answer<OutputOf<typeof readDemo>> = useAnswer(readDemo, {});
  return answer.state === 'ready' ? (answer.value.demo ?? undefined) : undefined;
}
