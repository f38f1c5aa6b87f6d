import { type Route, route } from '#platform/http/route.ts';
import * as endpoints from '../record-endpoints.ts';
import { breakGlassByCodeHandler, breakGlassHandler } from './break-glass.ts';
import { listColleaguesHandler } from './colleagues.ts';
import { declareConflictHandler, liftConflictHandler } from './conflicts.ts';
import { endGrantHandler, grantAccessHandler } from './grants.ts';
import { listGrantsHandler } from './list-grants.ts';
import { listNoticesHandler, seeNoticeHandler } from './notices.ts';
import type { RecordDesk } from './record-desk.ts';

/** Every operation of `access` about one record, with its handler. */
export function recordAccessRoutes(desk: RecordDesk): readonly Route[] {
  return [
    route(endpoints.breakGlass, breakGlassHandler(desk)),
    route(endpoints.breakGlassByCode, breakGlassByCodeHandler(desk)),
    route(endpoints.declareConflict, declareConflictHandler(desk)),
    route(endpoints.liftConflict, liftConflictHandler(desk)),
    route(endpoints.grantAccess, grantAccessHandler(desk)),
    route(endpoints.endGrant, endGrantHandler(desk)),
    route(endpoints.listGrants, listGrantsHandler(desk)),
    route(endpoints.listNotices, listNoticesHandler(desk)),
    route(endpoints.seeNotice, seeNoticeHandler(desk)),
    route(endpoints.listColleagues, listColleaguesHandler(desk)),
  ];
}
