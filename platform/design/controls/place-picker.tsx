import { useId, useMemo, useState } from 'react';
import { type PCode, pathTo, type Place, type PlaceTree } from '#kernel/place.ts';
import { useReader } from '../reader/reader.tsx';
import { Button } from './button.tsx';
import { type FieldWords, IssueWords, LabelWords } from './field-parts.tsx';
import { Icon } from './icon.tsx';
import { findPlaces, placeName, placePath, placesInside } from './place-search.ts';
import { TextField } from './text-field.tsx';

const SHOWN_AT_ONCE = 24;

type PlaceProps = FieldWords & {
  readonly tree: PlaceTree;
  /** The finest level asked for; a coarser place may be chosen when no more is known. */
  readonly level: number;
  readonly value: PCode | undefined;
  readonly onChange: (pcode: PCode | undefined) => void;
};

/** A place, found by going down from the country or by typing part of its name. */
export function PlacePicker(props: PlaceProps) {
  const { label, help, issue, value, tree } = props;
  const { words, language } = useReader();
  const id = useId();
  const chosen = value === undefined ? [] : placePath(tree, value, language.tag);
  return (
    <fieldset
      className="field"
      aria-labelledby={`${id}-label`}
      aria-describedby={`${id}-help`}
      {...(issue ? { 'data-invalid': true } : {})}
    >
      <span id={`${id}-label`} className="field-label">
        <LabelWords label={label} isNeeded={props.isNeeded} />
      </span>
      <span id={`${id}-help`} className="field-help">
        {help}
      </span>
      {issue ? (
        <span className="field-issue">
          <IssueWords issue={issue} />
        </span>
      ) : null}
      {value === undefined ? (
        <PlaceSearch {...props} />
      ) : (
        <div className="place-chosen">
          <span className="row">
            <Icon name="place" />
            <span>
              <strong>{chosen[0] ?? value}</strong>
              {chosen.length > 1 ? (
                <span className="quiet">, {chosen.slice(1).join(', ')}</span>
              ) : null}
            </span>
          </span>
          <Button kind="plain" onPress={() => props.onChange(undefined)}>
            {words('place.change')}
          </Button>
        </div>
      )}
    </fieldset>
  );
}

function PlaceSearch(props: PlaceProps) {
  const { tree, level } = props;
  const { words, language, number } = useReader();
  const [search, setSearch] = useState('');
  const places = useMemo(() => [...tree.values()], [tree]);
  // Where there is one country alone, its parts are what can be chosen.
  const [within, setWithin] = useState(() => soleCountry(places, language.tag));
  const isSearching = search.trim() !== '';
  const found = useMemo(
    () =>
      isSearching
        ? findPlaces(places, search, level, language.tag)
        : placesInside(places, within, language.tag),
    [isSearching, places, search, level, language.tag, within],
  );
  const choose = (place: Place) => {
    const isLast =
      place.level >= level || placesInside(places, place.pcode, language.tag).length === 0;
    if (isSearching || isLast) props.onChange(place.pcode);
    else setWithin(place.pcode);
  };
  return (
    <div className="inset">
      <TextField
        label={words('place.search')}
        inputMode="search"
        value={search}
        onChange={setSearch}
      />
      {isSearching ? null : <Crumbs {...props} within={within} onGo={setWithin} />}
      <output className="only-heard">{words('place.found', { count: found.length })}</output>
      {found.length === 0 ? <p>{words('place.none')}</p> : null}
      <ul className="bare-list place-list">
        {found.slice(0, SHOWN_AT_ONCE).map((place) => (
          <li key={place.pcode}>
            <Button className="place-item" isWide onPress={() => choose(place)}>
              <span>{placeName(place, language.tag)}</span>
              {isSearching ? (
                <span className="small quiet">
                  {placePath(tree, place.pcode, language.tag).slice(1).join(', ')}
                </span>
              ) : null}
            </Button>
          </li>
        ))}
      </ul>
      {found.length > SHOWN_AT_ONCE ? (
        <p className="quiet">
          {words('place.more', { count: number(found.length - SHOWN_AT_ONCE) })}
        </p>
      ) : null}
    </div>
  );
}

function soleCountry(places: readonly Place[], language: string): PCode | undefined {
  const [only, ...more] = placesInside(places, undefined, language);
  return more.length === 0 ? only?.pcode : undefined;
}

function Crumbs(
  props: PlaceProps & {
    readonly within: PCode | undefined;
    readonly onGo: (pcode: PCode | undefined) => void;
  },
) {
  const { words, language } = useReader();
  const { within } = props;
  if (within === undefined) return null;
  const path = pathTo(props.tree, within);
  const last = path.at(-1);
  return (
    <div className="stack">
      {/* No landmark: a page may ask for several places. */}
      <ul className="bare-list crumbs" aria-label={words('place.where')}>
        <li>
          <Button kind="plain" onPress={() => props.onGo(undefined)}>
            {words('place.all')}
          </Button>
        </li>
        {path.map((place) => (
          <li key={place.pcode} className="crumbs">
            <Icon name="next" />
            <Button kind="plain" onPress={() => props.onGo(place.pcode)}>
              {placeName(place, language.tag)}
            </Button>
          </li>
        ))}
      </ul>
      {last ? (
        <Button onPress={() => props.onChange(last.pcode)}>
          {words('place.only', { place: placeName(last, language.tag) })}
        </Button>
      ) : null}
    </div>
  );
}
