import { type Route, route } from '../http/route.ts';
import { carryFileHandler } from './carry-file.ts';
import { judgeItems } from './judge-items.ts';
import * as endpoints from './protocol/endpoints.ts';
import { pullHandler } from './pull-page.ts';
import { listQuarantineHandler, settleQuarantineHandler } from './settle-quarantine.ts';
import type { SyncDesk } from './sync-desk.ts';
import { takeParcelsHandler } from './take-parcels.ts';
import { factsHandler } from './tell-facts.ts';
import { whoCouldKnowHandler } from './who-could-know.ts';

/** Every operation between a field device and its server. */
export function syncRoutes(desk: SyncDesk): readonly Route[] {
  return [
    route(endpoints.push, (sent, call) => judgeItems(desk, sent, call)),
    route(endpoints.pull, pullHandler(desk)),
    route(endpoints.carryFile, carryFileHandler(desk)),
    route(endpoints.sendParcels, takeParcelsHandler(desk)),
    route(endpoints.facts, factsHandler(desk)),
    route(endpoints.listQuarantine, listQuarantineHandler(desk)),
    route(endpoints.settleQuarantine, settleQuarantineHandler(desk)),
    route(endpoints.whoCouldKnow, whoCouldKnowHandler(desk)),
  ];
}
