import { useState } from 'react';
import { Choice, TernaryChoice } from '#platform/design/controls/choice.tsx';
import { Choices } from '#platform/design/controls/choices.tsx';
import type { Option } from '#platform/design/controls/option-search.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { Exhibit, State } from './exhibit.tsx';
import { GALLERY_LISTS } from './gallery-form.ts';

export function GalleryChoices() {
  return (
    <>
      <One />
      <YesOrNo />
      <Several />
    </>
  );
}

/** The codes of a list of the gallery's own form, as options. */
function useOptions(list: string): readonly Option[] {
  const { words } = useReader();
  const found = GALLERY_LISTS.find(({ id }) => id === list);
  return (found?.codes ?? []).map(({ code }) => ({ code, label: words(`list.${list}.${code}`) }));
}

/** More than anyone reads: they come shortened, with a search line. */
function useVeryMany(): readonly Option[] {
  const { words, number } = useReader();
  return Array.from({ length: 32 }, (_, at) => ({
    code: `${at}`,
    label: words('gallery.option', { number: number(at + 1) }),
  }));
}

function One() {
  const { words } = useReader();
  const places = useOptions('gallery-places');
  const colours = useOptions('gallery-colours');
  const veryMany = useVeryMany();
  const [place, setPlace] = useState<string | undefined>('field');
  const [colour, setColour] = useState<string | undefined>(undefined);
  const [many, setMany] = useState<string | undefined>('30');
  const asked = { label: words('gallery.choice'), options: places };
  return (
    <Exhibit name="Choice" parts={['GroupWords', 'OptionSearch', 'ShowAll']}>
      <State of="chosen">
        <Choice {...asked} value={place} onChange={setPlace} />
        <Choice {...asked} value={place} onChange={setPlace} arrangement="inline" isFixed />
      </State>
      <State of="issue">
        <Choice
          {...asked}
          value={undefined}
          onChange={() => undefined}
          issue={words('issue.required')}
          isNeeded
        />
      </State>
      <State of="disabled">
        <Choice {...asked} value="field" onChange={() => undefined} isDisabled isFixed />
      </State>
      <State of="long">
        <Choice
          label={words('gallery.long')}
          options={[{ code: 'long', label: words('gallery.long') }]}
          value={undefined}
          onChange={() => undefined}
        />
      </State>
      <State of="overfull">
        <Choice
          label={words('form.gallery.field.colour')}
          options={colours}
          value={colour}
          onChange={setColour}
        />
        <Choice
          label={words('gallery.choice')}
          options={veryMany}
          value={many}
          onChange={setMany}
        />
      </State>
      <State of="mirrored">
        <Choice {...asked} value={place} onChange={setPlace} />
      </State>
    </Exhibit>
  );
}

function YesOrNo() {
  const { words } = useReader();
  const [answer, setAnswer] = useState<string | undefined>('unknown');
  const label = words('gallery.ternary');
  return (
    <Exhibit name="TernaryChoice">
      <State of="rest">
        <TernaryChoice label={label} value={undefined} onChange={setAnswer} />
      </State>
      <State of="chosen">
        <TernaryChoice label={label} value={answer} onChange={setAnswer} />
      </State>
      <State of="issue">
        <TernaryChoice
          label={label}
          value={undefined}
          onChange={setAnswer}
          issue={words('issue.required')}
        />
      </State>
    </Exhibit>
  );
}

function Several() {
  const { words } = useReader();
  const places = useOptions('gallery-places');
  const veryMany = useVeryMany();
  const [chosen, setChosen] = useState<readonly string[]>(['house']);
  const [many, setMany] = useState<readonly string[]>(['28', '29']);
  const asked = { label: words('gallery.choices'), options: places };
  return (
    <Exhibit name="Choices">
      <State of="chosen">
        <Choices {...asked} value={chosen} onChange={setChosen} />
      </State>
      <State of="issue">
        <Choices
          {...asked}
          value={[]}
          onChange={() => undefined}
          issue={words('issue.required')}
          isNeeded
        />
      </State>
      <State of="disabled">
        <Choices {...asked} value={['house']} onChange={() => undefined} isDisabled />
      </State>
      <State of="overfull">
        <Choices
          label={words('gallery.choices')}
          options={veryMany}
          value={many}
          onChange={setMany}
        />
      </State>
    </Exhibit>
  );
}
