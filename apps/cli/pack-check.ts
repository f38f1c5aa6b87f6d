import path from 'node:path';
import { parseArgs } from 'node:util';
import type { PackRefusal } from '#platform/pack/pack-fault.ts';
import { showFault } from '#platform/pack/pack-fault.ts';
import type { AmparoPack } from '../server/country-pack.ts';
import type { CliCommand, CliIo, ExitStatus } from './command.ts';

const HELP = `Usage: npm run -s amparo -- pack check [FOLDER] [--json]

Reads a country pack as the server does at start and tells all that is wrong with it, each with
file, line, path and reason. FOLDER is the demo country when it is left out.
Ends with 0 when the pack is sound and with 1 when it is not.
`;

const DEMO_PACK = path.resolve(import.meta.dirname, '../../packs/demo');

/** `amparo pack check`: what is wrong with a pack, before a server refuses to start with it. */
export const packCheckCommand: CliCommand = {
  name: 'pack check',
  summary: 'Check a country pack: forms, lists, places, rules, texts',
  help: HELP,
  run: async (args, io) => {
    const options = optionsOf(args);
    if (!options) {
      io.err(HELP);
      return 2;
    }
    // Loaded late, so that other commands do not wait for it.
    const { readCountryPack } = await import('../server/country-pack.ts');
    const read = readCountryPack(path.resolve(options.folder ?? DEMO_PACK));
    if (read.ok) return tellSound(read.value, options.json, io);
    return tellBroken(read.refusal, options.json, io);
  },
};

function optionsOf(
  args: readonly string[],
): { readonly folder: string | undefined; readonly json: boolean } | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { json: { type: 'boolean' } },
      allowPositionals: true,
    });
    if (positionals.length > 1) return undefined;
    return { folder: positionals[0], json: values.json ?? false };
  } catch {
    return undefined;
  }
}

function tellSound(pack: AmparoPack, asJson: boolean, io: CliIo): ExitStatus {
  const counts = {
    forms: pack.forms.size,
    lists: pack.lists.size,
    places: pack.places.size,
    clocks: pack.clocks.size,
    regimes: pack.parts.ruleset.regimes.length,
    roles: pack.parts.roles.length,
  };
  const { id, version, languages } = pack;
  const unreviewed = [...pack.unreviewedLanguages];
  if (asJson) {
    const told = { ok: true, pack: id, version, languages, unreviewed, counts, faults: [] };
    io.out(`${JSON.stringify(told, null, 2)}\n`);
    return 0;
  }
  const parts = Object.entries(counts).map(([name, count]) => `${String(count)} ${name}`);
  io.out(`${id} ${version} is sound: ${parts.join(', ')}; languages ${languages.join(', ')}.\n`);
  if (unreviewed.length > 0) io.out(`Not yet read by a speaker: ${unreviewed.join(', ')}.\n`);
  return 0;
}

function tellBroken(refusal: PackRefusal, asJson: boolean, io: CliIo): ExitStatus {
  if (asJson) io.out(`${JSON.stringify({ ok: false, ...refusal }, null, 2)}\n`);
  else for (const fault of refusal.faults) io.err(`${showFault(fault)}\n`);
  return 1;
}
