import { Button } from '#platform/design/controls/button.tsx';
import { Page } from '#platform/design/patterns/page.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';

/** A fault of ours. It shows no internals: they help nobody here and may hold what was typed. */
export function FaultPage(props: { readonly reset: () => void }) {
  const { words } = useReader();
  return (
    <Page
      title={words('shell.fault')}
      lead={words('shell.fault.do')}
      action={
        <>
          <Button kind="primary" onPress={props.reset}>
            {words('refusal.again')}
          </Button>
          <Button onPress={() => window.location.assign('/app/')}>{words('shell.to-start')}</Button>
        </>
      }
    />
  );
}
