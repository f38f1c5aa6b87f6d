import { Notice } from '#platform/design/patterns/notice.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { useSettings } from '../settings-context.ts';

/** Said when another language was chosen whose words cannot be had without a network. */
export function LanguageMissing() {
  const { words } = useReader();
  const { isLanguageMissing = false } = useSettings();
  return isLanguageMissing ? (
    <Notice kind="due" title={words('shell.language.needs-network')} isNews />
  ) : null;
}
