import { z } from 'zod';
import {
  classWrittenUnread,
  mergeRoles,
  type RoleDefinition,
  RolesDocument,
} from '#capabilities/access/contract.ts';
import { formContracts } from '#capabilities/cases/contract.ts';
import { formContracts as protectionForms } from '#capabilities/protection/contract.ts';
import { buildRuleset, type Ruleset } from '#capabilities/identification/contract.ts';
import { referralContract, type Service } from '#capabilities/referrals/contract.ts';
import { fieldsOf } from '#kernel/form.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import {
  faultAt,
  type PackFault,
  type PackRefusal,
  type PathStep,
} from '#platform/pack/pack-fault.ts';
import { type CountryPack, type PartDocument, packPart } from '#platform/pack/pack.ts';
import { readPack } from '#platform/pack/read-pack.ts';
import { servicesPart } from './services-part.ts';

/** A country as the slices need it: the generic pack, the roles and the rules. */
export type AmparoPack = CountryPack & {
  readonly parts: {
    readonly roles: readonly RoleDefinition[];
    readonly ruleset: Ruleset;
    readonly services: ReadonlyMap<string, Service>;
  };
};

const rolesPart = packPart({
  name: 'roles',
  folder: 'roles',
  document: RolesDocument,
  build: (documents) => {
    const faults: PackFault[] = [];
    for (const { source, value } of documents) {
      value.roles.forEach((role, index) => {
        const blind = classWrittenUnread(role);
        if (!blind) return;
        const reason = `${role.role} would write ${blind} without reading it.`;
        faults.push(faultAt(source, ['roles', index, 'writes'], 'pack.part', reason));
      });
    }
    if (faults.length > 0) return refuse({ code: 'access.roles.broken', faults });
    return accept(mergeRoles(documents.map(({ value }) => value)));
  },
});

const rulesetPart = packPart({
  name: 'identification',
  folder: 'identification',
  // "Purpose" is an element of the crime here: the purpose of exploitation.
  lawTerms: true,
  document: z.unknown(),
  build: (documents, pack) => {
    const newest = new Map(documents.map((document) => [document.source.file, document]));
    const built = buildRuleset([...newest].map(([file, { value }]) => ({ file, content: value })));
    const faults = built.ok
      ? unknownFacts(pack, built.value)
      : built.refusal.broken.map(({ file, path, reason }) =>
          faultAt(sourceOf(file, newest, pack.id), path, 'pack.part', reason),
        );
    if (!built.ok || faults.length > 0) {
      return refuse({ code: 'identification.ruleset.broken', faults });
    }
    return accept(built.value);
  },
});

/** A field or a code may state a fact; one that the rules do not know would be lost in silence. */
function unknownFacts(pack: CountryPack, ruleset: Ruleset): readonly PackFault[] {
  const unknown = (file: string, path: readonly PathStep[], fact: string | undefined) => {
    if (fact === undefined || ruleset.facts.has(fact)) return [];
    const source = { pack: pack.id, file, lineOf: () => undefined };
    return [faultAt(source, path, 'pack.part', `No fact ${fact}.`)];
  };
  const byField = [...pack.forms.values()].flatMap((form) =>
    fieldsOf(form).flatMap((field) =>
      unknown(`forms/${form.id}.yaml`, [field.id, 'fact'], field.fact),
    ),
  );
  const byCode = [...pack.lists.values()].flatMap((list) =>
    list.codes.flatMap(({ code, maps }) => unknown('lists', [list.id, code], maps?.['fact'])),
  );
  return [...byField, ...byCode];
}

function sourceOf(
  file: string,
  documents: ReadonlyMap<string, PartDocument<unknown>>,
  pack: string,
) {
  return documents.get(file)?.source ?? { pack, file, lineOf: () => undefined };
}

/** Documents that only the seeding of an evaluation pack reads. */
const SEEDING = ['people', 'children'];

/** Reads a country's pack with all that the slices add to it; see `readPack`. */
export function readCountryPack(folder: string): Result<AmparoPack, PackRefusal> {
  return readPack(folder, {
    parts: { roles: rolesPart, ruleset: rulesetPart, services: servicesPart },
    contracts: { ...formContracts, ...protectionForms, referral: referralContract },
    owned: SEEDING,
  });
}
