import type { RecordDesk } from '#capabilities/access/api/record-desk.ts';
import { RECORD_ACCESS_SENTENCES } from '#capabilities/access/api/record-refusal-sentences.ts';
import { recordAccessRoutes } from '#capabilities/access/api/record-routes.ts';
import { colleagueNames } from '#capabilities/access/storage/colleague-names.ts';
import { teamIdOf as rosterTeam } from '#capabilities/access/storage/roster-changes.ts';
import { loadActor } from '#capabilities/access/storage/load-actor.ts';
import type { CaseDesk } from '#capabilities/cases/api/case-desk.ts';
import { CASE_SENTENCES } from '#capabilities/cases/api/refusal-sentences.ts';
import { nameTokens } from '#capabilities/cases/api/name-tokens.ts';
import { caseRoutes } from '#capabilities/cases/api/routes.ts';
import { caseRecord } from '#capabilities/cases/contract.ts';
import { caseCommands } from '#capabilities/cases/domain/case-commands.ts';
import { readCaseCode } from '#capabilities/cases/domain/case-code.ts';
import { mayTellServices } from '#capabilities/cases/domain/record-consent.ts';
import { consentSection } from '#capabilities/cases/domain/sections.ts';
import { draftRoutes } from '#capabilities/drafts/api/draft-routes.ts';
import { DRAFT_SENTENCES } from '#capabilities/drafts/api/refusal-sentences.ts';
import type { IdentificationDesk } from '#capabilities/identification/api/identification-desk.ts';
import { IDENTIFICATION_SENTENCES } from '#capabilities/identification/api/refusal-sentences.ts';
import { identificationRoutes } from '#capabilities/identification/api/routes.ts';
import { takeHeldProposal } from '#capabilities/identification/api/take-held.ts';
import { PROTECTION_SENTENCES } from '#capabilities/protection/api/refusal-sentences.ts';
import type { ProtectionDesk } from '#capabilities/protection/api/protection-desk.ts';
import { protectionRoutes } from '#capabilities/protection/api/routes.ts';
import { partCommands } from '#capabilities/protection/domain/part-commands.ts';
import type { ReferralDesk } from '#capabilities/referrals/api/referral-desk.ts';
import { REFERRAL_SENTENCES } from '#capabilities/referrals/api/refusal-sentences.ts';
import { referralRoutes } from '#capabilities/referrals/api/routes.ts';
import type { BlobShelf } from '#platform/blobs/blob-shelf.ts';
import { blobRoutes } from '#platform/blobs/blob-routes.ts';
import { BLOB_SENTENCES } from '#platform/blobs/refusal-sentences.ts';
import { COMMAND_SENTENCES } from '#platform/commands/command-sentences.ts';
import { takeHeldCommands } from '#platform/commands/take-held.ts';
import type { Database } from '#platform/database/open-database.ts';
import { stateOf } from '#kernel/open-record.ts';
import { DraftSealer } from '#platform/vault/draft-sealer.ts';
import { HoldingKey } from '#platform/vault/holding-key.ts';
import { installationSecret } from '#platform/vault/installation-secrets.ts';
import type { MasterKeys } from '#platform/vault/master-keys.ts';
import { KeyOpener } from '#platform/vault/record-keys.ts';
import { caseWork, type CaseWork } from '../between-slices/case-work.ts';
import type { Slice } from './compose.ts';
import type { AmparoPack } from './country-pack.ts';
import { demoTeam } from './demo/seed-people.ts';
import { packRoutes, packStamp } from './pack-route.ts';
import { openSync } from './sync-part.ts';

export type OpenSlices = {
  readonly slices: readonly Slice[];
  /** For seeding an evaluation, which records facts without a form. */
  readonly identificationDesk: IdentificationDesk;
};

/** Puts the slices together over one database, one set of keys and one country. */
export async function openSlices(
  database: Database,
  masterKeys: MasterKeys,
  pack: AmparoPack,
  { isEvaluation, shelf }: { readonly isEvaluation: boolean; readonly shelf: BlobShelf },
): Promise<OpenSlices> {
  const reference = { lists: pack.lists, places: pack.places };
  const { clocks, formOf, parts } = pack;
  const work = caseWork({ formOf, reference, clocks, ruleset: parts.ruleset });
  const shared = await sharedDesk(database, masterKeys, work);
  const identificationDesk: IdentificationDesk = { ...shared, ...work.identification };
  const protectionDesk: ProtectionDesk = { ...shared, ...work.protection };
  const lookupKey = await installationSecret(database.sql, masterKeys, 'look-up');
  const caseDesk: CaseDesk = {
    ...shared,
    ...work.cases,
    lookupKey,
    tokensOf: nameTokens(lookupKey),
    takeHeld: [
      takeHeldProposal(identificationDesk),
      takeHeldCommands(protectionDesk, partCommands(protectionDesk)),
      (...held) => takeHeldCommands(caseDesk, caseCommands(caseDesk))(...held),
    ],
  };
  const recordDesk: RecordDesk = {
    ...shared,
    readCode: readCaseCode,
    mayTellOthers: (record) => mayTellServices(stateOf(record, consentSection) ?? null),
  };
  const draftDesk = {
    database,
    sealer: new DraftSealer(await installationSecret(database.sql, masterKeys, 'drafts')),
  };
  const referralDesk: ReferralDesk = {
    ...shared,
    ...work.referrals,
    services: parts.services,
    clocks,
    // An invented country brings its own people; elsewhere an administrator's roster names the teams.
    teamOf: pack.evaluation ? demoTeam : rosterTeam,
  };
  const { opener } = shared;
  const slices = [
    { routes: recordAccessRoutes(recordDesk), sentences: RECORD_ACCESS_SENTENCES },
    { routes: caseRoutes(caseDesk), sentences: CASE_SENTENCES },
    { routes: identificationRoutes(identificationDesk), sentences: IDENTIFICATION_SENTENCES },
    { routes: protectionRoutes(protectionDesk), sentences: PROTECTION_SENTENCES },
    { routes: referralRoutes(referralDesk), sentences: REFERRAL_SENTENCES },
    { routes: draftRoutes(draftDesk), sentences: DRAFT_SENTENCES },
    { routes: blobRoutes({ database, opener, shelf }), sentences: BLOB_SENTENCES },
    { routes: packRoutes(pack, isEvaluation), sentences: COMMAND_SENTENCES },
  ];
  const sync = { database, masterKeys, opener, packStamp: packStamp(pack, isEvaluation) };
  const between = await openSync({ ...sync, isEvaluation }, slices);
  return { slices: [...slices, ...between], identificationDesk };
}

/** What every slice that works on a case works with. */
async function sharedDesk(database: Database, masterKeys: MasterKeys, { desk }: CaseWork) {
  return {
    ...desk,
    database,
    opener: new KeyOpener(masterKeys),
    holdingKey: new HoldingKey(await installationSecret(database.sql, masterKeys, 'held-entries')),
    recordType: caseRecord,
    actorOf: loadActor,
    namesOf: colleagueNames,
  };
}
