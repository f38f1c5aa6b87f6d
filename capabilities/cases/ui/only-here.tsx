import { Notice } from '#platform/design/patterns/notice.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';

/** CA-7: a search without a network says nothing of the cases that are not on this device. */
export function OnlyHere() {
  const { words } = useReader();
  return (
    <Notice kind="info" title={words('search-first.only-here')}>
      <p>{words('search-first.only-here.do')}</p>
    </Notice>
  );
}
