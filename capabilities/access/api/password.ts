import { accept, refuse } from '#kernel/result.ts';
import { type Route, route } from '#platform/http/route.ts';
import { changePassword } from '../endpoints.ts';
import { audit, type SignInDesk } from './sign-in-desk.ts';

export function passwordRoutes({ auth, database }: SignInDesk): readonly Route[] {
  return [
    route(changePassword, async (input, { worker, purpose, browser, proof: began }) => {
      const changed = await auth.changePassword({ worker, browser, began }, input);
      if (changed.ok) {
        await audit(database, { action: 'access.password-changed', worker, purpose });
        browser.setCookies(changed.value.cookies);
        return accept({});
      }
      const { code, ...detail } = changed.refusal;
      await audit(database, {
        action: 'access.password-refused',
        worker,
        purpose,
        detail: { why: code },
      });
      return refuse({ ...detail, code: `access.password.${code}` });
    }),
  ];
}
