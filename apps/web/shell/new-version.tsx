import { useSyncExternalStore } from 'react';
import { Button } from '#platform/design/controls/button.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { type Versions, versions as ofThisPage } from './versions.ts';

/** Says that a newer version is there. It waits as long as the person likes. */
export function NewVersion({ versions = ofThisPage }: { readonly versions?: Versions }) {
  const { words } = useReader();
  const state = useSyncExternalStore(versions.subscribe, versions.snapshot);
  if (state === 'current') return null;
  return (
    <output className="strip">
      <span>{words(`shell.version.${state}`)}</span>
      {state === 'taking' ? null : (
        <Button onPress={() => void versions.take()}>{words('shell.version.take')}</Button>
      )}
    </output>
  );
}
