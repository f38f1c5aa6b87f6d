import { Page } from '#platform/design/patterns/page.tsx';
import { EmptyState } from '#platform/design/patterns/waiting.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { useMe } from '../session.tsx';

export function TodayPage() {
  const { words } = useReader();
  const { worker } = useMe();
  return (
    <Page title={words('today.title')} lead={words('today.greeting', { name: worker.name })}>
      <EmptyState title={words('today.empty')}>
        <p>{words('today.empty.what')}</p>
      </EmptyState>
    </Page>
  );
}
