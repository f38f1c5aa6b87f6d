import { accept, refuse } from '#kernel/result.ts';
import type { Call } from '#platform/http/call.ts';
import { type Route, route } from '#platform/http/route.ts';
import { confirmTotp, enrolTotp } from '../endpoints.ts';
import { proveTotp } from '../factor-endpoints.ts';
import { audit, type SignInDesk } from './sign-in-desk.ts';

export function totpRoutes(desk: SignInDesk): readonly Route[] {
  const { auth, database } = desk;
  return [
    route(enrolTotp, async ({ password }, call) => {
      const { worker, purpose, browser } = call;
      const enrolled = await auth.enrolTotp({ worker, browser }, password);
      if (enrolled.ok) {
        await audit(database, { action: 'access.totp-enrolled', worker, purpose });
        return accept(enrolled.value);
      }
      const { code, ...detail } = enrolled.refusal;
      await auditRefused(desk, call, code);
      return code === 'enrolled-already'
        ? refuse({ code: 'access.totp.enrolled-already' })
        : refuse({ ...detail, code: `access.password.${code}` });
    }),
    route(confirmTotp, async ({ code: given }, call) => {
      const { worker, purpose, browser } = call;
      const confirmed = await auth.confirmTotp({ worker, browser }, given);
      if (confirmed.ok) {
        await audit(database, { action: 'access.totp-confirmed', worker, purpose });
        browser.setCookies(confirmed.value.cookies);
        return accept({ backupCodes: [...confirmed.value.backupCodes] });
      }
      const { code, ...detail } = confirmed.refusal;
      await auditRefused(desk, call, code);
      return code === 'wrong'
        ? refuse({ code: 'access.totp.code-wrong' })
        : refuse({ ...detail, code: `access.totp.${code}` });
    }),
    route(proveTotp, async ({ code: given }, call) => {
      const { worker, purpose, browser, sessionId } = call;
      const proved = await auth.proveTotp({ worker, browser, sessionId }, given);
      if (proved.ok) {
        await audit(database, { action: 'access.totp-proved', worker, purpose });
        return accept({});
      }
      const { code, ...detail } = proved.refusal;
      await auditRefused(desk, call, code);
      return code === 'wrong'
        ? refuse({ code: 'access.totp.code-wrong' })
        : refuse({ ...detail, code: `access.totp.${code}` });
    }),
  ];
}

async function auditRefused(desk: SignInDesk, call: Call, why: string): Promise<void> {
  const { worker, purpose } = call;
  await audit(desk.database, { action: 'access.totp-refused', worker, purpose, detail: { why } });
}
