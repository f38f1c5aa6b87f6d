import { Button } from '#platform/design/controls/button.tsx';
import { placeName } from '#platform/design/controls/place-search.ts';
import { usePack } from '#platform/design/pack/pack.tsx';
import { Mark } from '#platform/design/patterns/notice.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import type { KnownOfChild, ServiceView } from '../domain/views.ts';
import { speaksWith } from './find-services.ts';
import { codeWords, listWords, saidIn } from './referral-words.ts';

/** One service: what it does, whether the child agreed, and how it is reached. */
export function ServiceCard(props: {
  readonly service: ServiceView;
  readonly known: KnownOfChild;
  readonly onChoose: () => void;
}) {
  const { service, known } = props;
  const reader = useReader();
  const { words, day } = reader;
  const name = saidIn(service.names, reader);
  return (
    <li className="card card-plain">
      <div className="card-body stack-close">
        <p className="small quiet">{codeWords(reader, 'helping-service', service.kind)}</p>
        <p className="card-title">
          <bdi>{name}</bdi>
        </p>
        <p className="row">
          <Fits service={service} known={known} />
        </p>
        <p>{saidIn(service.about, reader)}</p>
        <p className="small">
          <bdi dir="ltr">{service.phone}</bdi> · {saidIn(service.hours, reader)}
        </p>
        <p className="small">
          {saidIn(service.forWhom, reader)} ·{' '}
          {words(service.free ? 'services.free' : 'services.paid')}
        </p>
        <p className="small">
          {listWords(reader, 'language', service.languages)} · <Where service={service} />
        </p>
        <p className="small quiet">{words('services.checked', { day: day(service.checkedOn) })}</p>
        <Button
          iconAfter="next"
          label={words('services.ask.of', { name })}
          onPress={props.onChoose}
        >
          {words('services.ask')}
        </Button>
      </div>
    </li>
  );
}

function Fits({ service, known }: { readonly service: ServiceView; readonly known: KnownOfChild }) {
  const { words } = useReader();
  const isCovered = known.covers[service.kind]?.covers === true;
  return (
    <>
      {known.openTo.includes(service.id) ? (
        <Mark kind="info">{words('services.asked-already')}</Mark>
      ) : null}
      <Mark kind={isCovered ? 'done' : 'due'}>
        {words(isCovered ? 'services.covered' : 'services.not-covered')}
      </Mark>
      {speaksWith(service, known.brief.languages) || known.brief.languages.length === 0 ? null : (
        <Mark kind="due">{words('services.other-language')}</Mark>
      )}
      {service.team ? <Mark kind="plain">{words('services.here')}</Mark> : null}
    </>
  );
}

function Where({ service }: { readonly service: ServiceView }) {
  const { language, list } = useReader();
  const { places } = usePack().reference;
  const names = service.serves.flatMap((code) => {
    const place = places.get(code);
    return place ? [placeName(place, language.tag)] : [];
  });
  return <bdi>{list(names)}</bdi>;
}
