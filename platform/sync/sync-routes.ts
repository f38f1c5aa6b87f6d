import { type Route, route } from '../http/route.ts';
import { judgeItems } from './judge-items.ts';
import * as endpoints from './protocol/endpoints.ts';
import { pullHandler } from './pull-page.ts';
import type { SyncDesk } from './sync-desk.ts';

/** Every operation between a field device and its server. */
export function syncRoutes(desk: SyncDesk): readonly Route[] {
  return [
    route(endpoints.push, (sent, call) => judgeItems(desk, sent, call)),
    route(endpoints.pull, pullHandler(desk)),
  ];
}
