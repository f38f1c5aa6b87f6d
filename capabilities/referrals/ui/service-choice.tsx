import { useState } from 'react';
import { pathTo } from '#kernel/place.ts';
import { Button } from '#platform/design/controls/button.tsx';
import { Choice } from '#platform/design/controls/choice.tsx';
import { placeName } from '#platform/design/controls/place-search.ts';
import { TextField } from '#platform/design/controls/text-field.tsx';
import { usePack } from '#platform/design/pack/pack.tsx';
import { Folded } from '#platform/design/patterns/folded.tsx';
import { EmptyState } from '#platform/design/patterns/waiting.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import type { KnownOfChild, ServiceView } from '../domain/views.ts';
import { findServices, type Wanted } from './find-services.ts';
import { codeWords } from './referral-words.ts';
import { ServiceCard } from './service-card.tsx';
import './referral.css';

/** Who can help: what the child agreed to first, with a search that forgives a slip of the finger. */
export function ServiceChoice(props: {
  readonly services: readonly ServiceView[];
  readonly known: KnownOfChild;
  readonly onChoose: (service: ServiceView) => void;
}) {
  const { services, known } = props;
  const { words } = useReader();
  const [wanted, setWanted] = useState<Wanted>({
    search: '',
    kind: undefined,
    place: undefined,
  });
  const found = findServices(services, wanted, {
    covers: (kind) => known.covers[kind]?.covers === true,
    languages: known.brief.languages,
  });
  return (
    <>
      <TextField
        label={words('services.search')}
        help={words('services.search.help')}
        inputMode="search"
        value={wanted.search}
        onChange={(search) => setWanted({ ...wanted, search })}
      />
      <Folded title={words('services.narrow')}>
        <Narrow services={services} wanted={wanted} onChange={setWanted} />
      </Folded>
      <output className="small quiet">{words('services.found', { count: found.length })}</output>
      {found.length === 0 ? (
        <EmptyState
          title={words('services.none')}
          action={
            <Button onPress={() => setWanted({ search: '', kind: undefined, place: undefined })}>
              {words('services.all')}
            </Button>
          }
        >
          <p>{words('services.none.do')}</p>
        </EmptyState>
      ) : (
        <ul className="bare-list cards services" aria-label={words('services.title')}>
          {found.map((service) => (
            <ServiceCard
              key={service.id}
              service={service}
              known={known}
              onChoose={() => props.onChoose(service)}
            />
          ))}
        </ul>
      )}
    </>
  );
}

function Narrow(props: {
  readonly services: readonly ServiceView[];
  readonly wanted: Wanted;
  readonly onChange: (wanted: Wanted) => void;
}) {
  const { wanted, onChange } = props;
  const reader = useReader();
  const { words, language } = reader;
  const { places } = usePack().reference;
  const kinds = [...new Set(props.services.map(({ kind }) => kind))];
  const regions = [...places.values()].filter(
    (place) => place.level === 1 && pathTo(places, place.pcode).length > 0,
  );
  return (
    <>
      <Choice
        label={words('services.kind')}
        arrangement="inline"
        options={kinds.map((code) => ({ code, label: codeWords(reader, 'helping-service', code) }))}
        value={wanted.kind}
        onChange={(kind) => onChange({ ...wanted, kind })}
      />
      <Choice
        label={words('services.place')}
        arrangement="inline"
        options={regions.map((place) => ({
          code: place.pcode,
          label: placeName(place, language.tag),
        }))}
        value={wanted.place}
        onChange={(place) => onChange({ ...wanted, place })}
      />
    </>
  );
}
