import { type Route, route } from '#platform/http/route.ts';
import * as endpoints from '../endpoints.ts';
import {
  acceptResultHandler,
  changeStatusHandler,
  correctStatementHandler,
  overrideResultHandler,
} from './decide-result.ts';
import type { IdentificationDesk } from './identification-desk.ts';
import { readIdentificationHandler } from './read-identification.ts';
import { recordFactsHandler } from './record-facts.ts';

/** Every operation of this slice with its handler. */
export function identificationRoutes(desk: IdentificationDesk): readonly Route[] {
  return [
    route(endpoints.readIdentification, readIdentificationHandler(desk)),
    route(endpoints.recordFacts, recordFactsHandler(desk)),
    route(endpoints.correctStatement, correctStatementHandler(desk)),
    route(endpoints.acceptResult, acceptResultHandler(desk)),
    route(endpoints.overrideResult, overrideResultHandler(desk)),
    route(endpoints.changeStatus, changeStatusHandler(desk)),
  ];
}
