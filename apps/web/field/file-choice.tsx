import { FileTrigger } from 'react-aria-components/FileTrigger';
import { Button } from '#platform/design/controls/button.tsx';

/** A button that lets the person choose one file. */
export function FileChoice(props: {
  readonly children: string;
  readonly isBusy?: boolean;
  readonly onFile: (file: File) => void;
}) {
  return (
    <FileTrigger
      onSelect={(chosen) => {
        const file = chosen?.item(0);
        if (file) props.onFile(file);
      }}
    >
      <Button isBusy={props.isBusy ?? false}>{props.children}</Button>
    </FileTrigger>
  );
}
