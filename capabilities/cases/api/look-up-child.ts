import { permit } from '#capabilities/access/contract.ts';
import { accept } from '#kernel/result.ts';
import type { Handler } from '#platform/http/route.ts';
import { writeAuditLine } from '#platform/journal/audit-line.ts';
import { lookupToken } from '#platform/vault/installation-secrets.ts';
import { nameWords } from '../domain/name-words.ts';
import type { lookUpChild } from '../endpoints.ts';
import { findByName, isKnownElsewhere, NAME_TOKEN } from '../storage/name-look-up.ts';
import { authorOf } from '#platform/commands/command-desk.ts';
import type { CaseDesk } from './case-desk.ts';

/** CA-7: search before create, blind beyond one's own cases; each search leaves a line without the name. */
export function lookUpChildHandler(desk: CaseDesk): Handler<typeof lookUpChild> {
  return async ({ name }, call) => {
    const author = authorOf(call);
    const tokens = nameWords(name).map((word) => lookupToken(desk.lookupKey, NAME_TOKEN, word));
    return desk.database.attempt(author, async (tx) => {
      const permitted = permit(await desk.actorOf(tx, author), { action: 'look-up-child' });
      if (!permitted.ok) return permitted;
      const known = tokens.length === 0 ? [] : await findByName(tx, tokens);
      const elsewhere = tokens.length > 0 && (await isKnownElsewhere(tx, tokens));
      await writeAuditLine(tx, {
        author,
        action: 'cases.name-looked-up',
        detail: { known: known.length, elsewhere },
      });
      return accept({ known: [...known], elsewhere });
    });
  };
}
