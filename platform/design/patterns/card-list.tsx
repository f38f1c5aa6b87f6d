import type { ReactNode } from 'react';
import { Link } from '../controls/link.tsx';
import { Icon } from '../controls/icon.tsx';

export type CardItem = {
  readonly id: string;
  readonly to: string;
  /** Short on purpose: what a glance over the shoulder may show. */
  readonly title: ReactNode;
  readonly lines?: readonly ReactNode[];
  readonly marks?: ReactNode;
};

/** A list of things to open, one touch each. */
export function CardList(props: { readonly label: string; readonly items: readonly CardItem[] }) {
  return (
    <ul className="bare-list cards" aria-label={props.label}>
      {props.items.map((item) => (
        <li key={item.id} className="card">
          <div className="card-body">
            <p className="card-title">
              <Link to={item.to}>{item.title}</Link>
            </p>
            {item.lines?.map((line, index) => (
              <p key={index} className="small quiet">
                {line}
              </p>
            ))}
          </div>
          {item.marks ? <div className="card-marks">{item.marks}</div> : null}
          <Icon name="next" />
        </li>
      ))}
    </ul>
  );
}

/** Label and value pairs, as on a good paper form. */
export function Facts(props: {
  readonly items: readonly { readonly label: string; readonly value: ReactNode }[];
}) {
  return (
    <dl className="facts">
      {props.items.map((item) => (
        <div key={item.label}>
          <dt>{item.label}</dt>
          <dd>{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}
