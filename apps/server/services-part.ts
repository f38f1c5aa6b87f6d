import { mergeServices, type Service, ServicesDocument } from '#capabilities/referrals/contract.ts';
import { accept, refuse } from '#kernel/result.ts';
import { faultAt, type PackFault, type PathStep } from '#platform/pack/pack-fault.ts';
import { type CountryPack, packPart } from '#platform/pack/pack.ts';

/** `services/*.yaml`: who can help, checked against the lists, places and languages of the country. */
export const servicesPart = packPart({
  name: 'services',
  folder: 'services',
  document: ServicesDocument,
  build: (documents, pack) => {
    const faults: PackFault[] = [];
    for (const { source, value } of documents) {
      value.forEach((service, index) => {
        for (const { path, reason } of faultsOf(service, pack)) {
          const at = value.length === 1 ? path : [index, ...path];
          faults.push(faultAt(source, at, 'pack.part', reason));
        }
      });
    }
    if (faults.length > 0) return refuse({ code: 'referrals.services.broken', faults });
    return accept(mergeServices(documents.map(({ value }) => value)));
  },
});

type Fault = { readonly path: readonly PathStep[]; readonly reason: string };

function faultsOf(service: Service, pack: CountryPack): readonly Fault[] {
  const inList = (list: string, code: string) =>
    pack.lists.get(list)?.codes.some((one) => one.code === code) ?? false;
  const said = ['names', 'about', 'hours', 'forWhom'] as const;
  return [
    ...(inList('helping-service', service.kind)
      ? []
      : [{ path: ['kind'], reason: `No code ${service.kind} in the list helping-service.` }]),
    ...service.languages.flatMap((code, index) =>
      inList('language', code)
        ? []
        : [{ path: ['languages', index], reason: `No code ${code} in the list language.` }],
    ),
    ...service.serves.flatMap((place, index) =>
      pack.places.has(place) ? [] : [{ path: ['serves', index], reason: `No place ${place}.` }],
    ),
    ...said.flatMap((part) =>
      pack.languages.flatMap((language) =>
        service[part][language] === undefined
          ? [{ path: [part], reason: `No text in ${language}.` }]
          : [],
      ),
    ),
  ];
}
