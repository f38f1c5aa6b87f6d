import type { ReactNode } from 'react';
import { useReader } from '#platform/design/reader/reader.tsx';

/** What a component may be in; the sentence is `gallery.state.<state>`. */
export type StateName =
  | 'rest'
  | 'chosen'
  | 'help'
  | 'needed'
  | 'disabled'
  | 'busy'
  | 'issue'
  | 'long'
  | 'empty'
  | 'overfull'
  | 'mirrored'
  | 'calendar';

/** One component of `platform/design` with its states. Its name is code and the same in every language. */
export function Exhibit(props: {
  readonly name: string;
  /** Components that only stand inside this one. */
  readonly parts?: readonly string[];
  readonly children: ReactNode;
}) {
  const { words } = useReader();
  return (
    <section
      className="exhibit"
      id={`gallery-${props.name}`}
      data-exhibit={[props.name, ...(props.parts ?? [])].join(' ')}
    >
      <h3 tabIndex={-1}>
        <bdi className="code">{props.name}</bdi>
      </h3>
      {props.parts ? (
        <p className="small quiet">
          {words('gallery.with-parts')} <bdi className="code">{props.parts.join(', ')}</bdi>
        </p>
      ) : null}
      {props.children}
    </section>
  );
}

/** One state. `mirrored` turns the direction of what stands in it, whatever the language. */
export function State(props: { readonly of: StateName; readonly children: ReactNode }) {
  const { words, language } = useReader();
  const other = language.direction === 'rtl' ? 'ltr' : 'rtl';
  return (
    <figure className="exhibit-state">
      <figcaption className="small quiet">{words(`gallery.state.${props.of}`)}</figcaption>
      <div className="stack" {...(props.of === 'mirrored' ? { dir: other } : {})}>
        {props.children}
      </div>
    </figure>
  );
}

/** A group of components, as they stand in one folder. */
export function Group(props: { readonly id: string; readonly children: ReactNode }) {
  const { words } = useReader();
  return (
    <section className="exhibit-group">
      <h2 id={`gallery-${props.id}`} tabIndex={-1}>
        {words(`gallery.group.${props.id}`)}
      </h2>
      {props.children}
    </section>
  );
}
