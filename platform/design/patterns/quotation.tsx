import { useReader } from '../reader/reader.tsx';

/** Exact words of a child or another person, set apart from what a worker writes. */
export function Quotation(props: { readonly words: string; readonly by?: string | undefined }) {
  const { words } = useReader();
  return (
    <figure className="quotation">
      <blockquote dir="auto">{props.words}</blockquote>
      <figcaption className="small quiet">
        {props.by ? words('quotation.by', { person: props.by }) : words('quotation.exact')}
      </figcaption>
    </figure>
  );
}
