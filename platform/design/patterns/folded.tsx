import type { ReactNode } from 'react';
import { Icon } from '../controls/icon.tsx';

/** Details that open on touch: shown to who asks, and to nobody who only glances. */
export function Folded(props: { readonly title: string; readonly children: ReactNode }) {
  return (
    <details className="folded">
      <summary>
        <Icon name="next" />
        {props.title}
      </summary>
      <div className="stack">{props.children}</div>
    </details>
  );
}
