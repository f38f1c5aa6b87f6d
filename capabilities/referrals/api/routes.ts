import { type Route, route } from '#platform/http/route.ts';
import * as endpoints from '../endpoints.ts';
import { answerReferralHandler } from './answer-referral.ts';
import { handOverReferralHandler, withdrawReferralHandler } from './end-referral.ts';
import { listReceivedHandler } from './list-received.ts';
import { listServicesHandler } from './list-services.ts';
import { readReferralsHandler } from './read-referrals.ts';
import { referChildHandler } from './refer-child.ts';
import type { ReferralDesk } from './referral-desk.ts';

/** Every operation of this slice with its handler. */
export function referralRoutes(desk: ReferralDesk): readonly Route[] {
  return [
    route(endpoints.listServices, listServicesHandler(desk)),
    route(endpoints.readReferrals, readReferralsHandler(desk)),
    route(endpoints.referChild, referChildHandler(desk)),
    route(endpoints.answerReferral, answerReferralHandler(desk)),
    route(endpoints.handOverReferral, handOverReferralHandler(desk)),
    route(endpoints.withdrawReferral, withdrawReferralHandler(desk)),
    route(endpoints.listReceived, listReceivedHandler(desk)),
  ];
}
