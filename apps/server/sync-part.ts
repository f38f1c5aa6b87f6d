import { fieldDeviceRoutes } from '#capabilities/access/api/field-devices.ts';
import { FIELD_DEVICE_SENTENCES } from '#capabilities/access/api/field-device-sentences.ts';
import { ACCESS_SENTENCES } from '#capabilities/access/api/refusal-sentences.ts';
import { colleagueNames } from '#capabilities/access/storage/colleague-names.ts';
import type { Database } from '#platform/database/open-database.ts';
import { openLog } from '#platform/http/log.ts';
import { collectSentences } from '#platform/http/refusal-sentences.ts';
import { checkEpoch } from '#platform/sync/epoch.ts';
import { fileKeyPairs } from '#platform/sync/file-keys.ts';
import { QuarantineKey } from '#platform/sync/quarantine-key.ts';
import { SYNC_SENTENCES } from '#platform/sync/refusal-sentences.ts';
import { syncRoutes } from '#platform/sync/sync-routes.ts';
import { installationSecret } from '#platform/vault/installation-secrets.ts';
import type { MasterKeys } from '#platform/vault/master-keys.ts';
import type { KeyOpener } from '#platform/vault/record-keys.ts';
import type { Slice } from './compose.ts';
import { deviceFacts } from './device-facts.ts';
import { programVersion } from './program-version.ts';
import { TRAVELLING_IDS } from '../between-slices/travelling.ts';

export type SyncParts = {
  readonly database: Database;
  readonly masterKeys: MasterKeys;
  readonly opener: KeyOpener;
  readonly packStamp: string;
  readonly isEvaluation: boolean;
};

/** Field devices, and what travels between them and the slices given here. */
export async function openSync(
  parts: SyncParts,
  slices: readonly Slice[],
): Promise<readonly Slice[]> {
  const { database, masterKeys, opener, packStamp, isEvaluation } = parts;
  const secretOf = (name: string) => installationSecret(database.sql, masterKeys, name);
  await database.asOwner(checkEpoch);
  const fileKeys = fileKeyPairs(await secretOf('carried-files'));
  const routes = slices.flatMap((slice) => slice.routes);
  const travelling = routes.filter(({ endpoint }) => TRAVELLING_IDS.has(endpoint.id));
  if (travelling.length !== TRAVELLING_IDS.size)
    throw new Error('An operation that is to travel is not there');
  const sync = syncRoutes({
    database,
    opener,
    fileKeys,
    namesOf: colleagueNames,
    travelling: new Map(travelling.map((each) => [each.endpoint.id, each])),
    sentences: collectSentences([
      ACCESS_SENTENCES,
      SYNC_SENTENCES,
      ...slices.map((slice) => slice.sentences),
    ]),
    quarantineKey: new QuarantineKey(await secretOf('quarantine')),
    version: `${programVersion()}.${packStamp}`,
    log: openLog(),
    factsOf: deviceFacts(database, routes, { enforcesFactors: !isEvaluation }),
  });
  const leaseSecret = await secretOf('leases');
  const devices = fieldDeviceRoutes({ database, leaseSecret, fileKeys: fileKeys.publicKeys });
  return [
    { routes: devices, sentences: FIELD_DEVICE_SENTENCES },
    { routes: sync, sentences: SYNC_SENTENCES },
  ];
}
