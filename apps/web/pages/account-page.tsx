import { AccountScreen } from '#capabilities/access/ui/account-screen.tsx';
import { useMe } from '../session.tsx';

export function AccountPage() {
  return <AccountScreen worker={useMe().worker} />;
}
