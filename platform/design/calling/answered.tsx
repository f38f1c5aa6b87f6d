import type { ReactNode } from 'react';
import { Button } from '../controls/button.tsx';
import { RefusalNotice } from '../patterns/refusal-notice.tsx';
import { Skeleton } from '../patterns/waiting.tsx';
import { useReader } from '../reader/reader.tsx';
import type { Answer } from './api.tsx';

/** Shows an answer when it is there, and what stands in its place before and instead. */
export function Answered<Value>(props: {
  readonly answer: Answer<Value>;
  readonly children: (value: Value) => ReactNode;
}) {
  const { words } = useReader();
  const { answer } = props;
  switch (answer.state) {
    case 'waiting':
      return <Skeleton lines={4} />;
    case 'refused':
      return (
        <RefusalNotice refusal={answer.refusal}>
          <Button onPress={answer.again}>{words('refusal.again')}</Button>
        </RefusalNotice>
      );
    case 'ready':
      return props.children(answer.value);
  }
}
