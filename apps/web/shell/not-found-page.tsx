import { ButtonLink } from '#platform/design/controls/link.tsx';
import { Page } from '#platform/design/patterns/page.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';

export function NotFoundPage() {
  const { words } = useReader();
  return (
    <Page
      title={words('shell.not-found')}
      lead={words('shell.not-found.do')}
      action={
        <ButtonLink to="/" kind="primary">
          {words('shell.to-start')}
        </ButtonLink>
      }
    />
  );
}
