import { instantAt } from '#kernel/instant.ts';
import { accept, refuse } from '#kernel/result.ts';
import { namedBy } from '#kernel/directory.ts';
import { authorOf } from '#platform/commands/command-desk.ts';
import type { Handler } from '#platform/http/route.ts';
import { writeAuditLine } from '#platform/journal/audit-line.ts';
import { type listNotices, NoticeId, type seeNotice } from '../record-endpoints.ts';
import { colleagueNames } from '../storage/colleague-names.ts';
import { markNoticeSeen, ownNotices } from '../storage/notices.ts';
import type { RecordDesk } from './record-desk.ts';

export function listNoticesHandler({
  database,
}: Pick<RecordDesk, 'database'>): Handler<typeof listNotices> {
  return (_input, call) =>
    database.transaction(authorOf(call), async (tx) => {
      const rows = await ownNotices(tx);
      const named = namedBy(
        await colleagueNames(
          tx,
          rows.flatMap((row) => row.about ?? []),
        ),
      );
      const notices = rows.map(({ id, atMs, seenMs, about, referral, purpose, ...row }) => ({
        ...row,
        referral: referral && purpose && { id: referral, purpose },
        id: NoticeId.parse(id),
        at: instantAt(atMs),
        about: about && named(about),
        seenAt: seenMs === null ? null : instantAt(seenMs),
      }));
      return accept({ notices, unseen: notices.filter((one) => one.seenAt === null).length });
    });
}

/** AC-10: a notice of someone else looks like one that does not exist. */
export function seeNoticeHandler({
  database,
}: Pick<RecordDesk, 'database'>): Handler<typeof seeNotice> {
  return ({ noticeId }, call) => {
    const author = authorOf(call);
    return database.attempt(author, async (tx) => {
      if (!(await markNoticeSeen(tx, noticeId))) return refuse({ code: 'access.notice.unknown' });
      await writeAuditLine(tx, { author, action: 'access.notice-seen' });
      return accept({});
    });
  };
}
