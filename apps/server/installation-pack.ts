import path from 'node:path';
import { accept, type Result } from '#kernel/result.ts';
import { showFault } from '#platform/pack/pack-fault.ts';
import { type Config, startRefused, type StartRefusal } from './config.ts';
import { type AmparoPack, readCountryPack } from './country-pack.ts';

const DEMO_PACK = path.resolve(import.meta.dirname, '../../packs/demo');
const MOST_FAULTS = 20;

export type InstallationPack = { readonly pack: AmparoPack; readonly folder: string };

/** The country pack that the settings name; a broken one, or an invented country at work, is refused. */
export function readInstallationPack(config: Config): Result<InstallationPack, StartRefusal> {
  const folder = config.packFolder ?? DEMO_PACK;
  const read = readCountryPack(folder);
  if (!read.ok) {
    const faults = read.refusal.faults
      .slice(0, MOST_FAULTS)
      .map((fault) => `\n  ${showFault(fault)}`);
    return startRefused(
      `The country pack ${folder} is broken, so nothing was started:${faults.join('')}`,
    );
  }
  if (read.value.evaluation && config.mode === 'production') {
    return startRefused(
      'Production refuses the invented country. Set AMPARO_PACK to the folder of a country pack.',
    );
  }
  return accept({ pack: read.value, folder });
}
