import { useCallback, useMemo, useState } from 'react';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import type { MediaType } from '#kernel/blob.ts';
import type { Refusal } from '#kernel/result.ts';
import { Button } from '#platform/design/controls/button.tsx';
import { RefusalNotice } from '#platform/design/patterns/refusal-notice.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import type { ChosenFile } from './attachment-way.ts';
import { prepareFile, TAKEN } from './prepare-file.ts';
import './attachments.css';

/** Takes a photo or chooses a file, and shows what will be added, before anything is. */
export function ChooseFile(props: {
  readonly file: ChosenFile | undefined;
  readonly onFile: (file: ChosenFile | undefined) => void;
}) {
  const { words } = useReader();
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | undefined>(undefined);
  const choose = async (chosen: FileList | null) => {
    const file = chosen?.item(0);
    if (!file) return;
    setBusy(true);
    const prepared = await prepareFile(file);
    setBusy(false);
    setRefusal(prepared.ok ? undefined : prepared.refusal);
    props.onFile(prepared.ok ? prepared.value : undefined);
  };
  const { file } = props;
  if (file)
    return (
      <section className="stack" aria-label={words('attachment.chosen')}>
        <Shown file={file} />
        <Button onPress={() => props.onFile(undefined)}>{words('attachment.other')}</Button>
      </section>
    );
  return (
    <div className="stack">
      {refusal ? <RefusalNotice refusal={refusal} isNews /> : null}
      <FileTrigger
        acceptedFileTypes={['image/*']}
        defaultCamera="environment"
        onSelect={(chosen) => void choose(chosen)}
      >
        <Button kind="primary" isBusy={isBusy}>
          {words('attachment.take')}
        </Button>
      </FileTrigger>
      <FileTrigger acceptedFileTypes={TAKEN} onSelect={(chosen) => void choose(chosen)}>
        <Button isBusy={isBusy}>{words('attachment.choose')}</Button>
      </FileTrigger>
      <p className="small quiet">{words('attachment.kinds')}</p>
    </div>
  );
}

function Shown({ file }: { readonly file: ChosenFile }) {
  const { words } = useReader();
  const { content, mediaType } = file;
  const picture = useMemo(() => new Blob([content], { type: mediaType }), [content, mediaType]);
  const isPicture = kindOf(mediaType) === 'picture';
  const kb = Math.ceil(content.length / 1024);
  const kind = words(`attachment.kind.${kindOf(mediaType)}`);
  return (
    <>
      {isPicture ? <Picture content={picture} label={words('attachment.chosen')} /> : null}
      <p>{words('attachment.size', { kind, kb })}</p>
      <p className="small quiet">
        {words(isPicture ? 'attachment.location-gone' : 'attachment.location-stays')}
      </p>
    </>
  );
}

export function kindOf(mediaType: MediaType): 'picture' | 'paper' | 'voice' {
  if (mediaType.startsWith('image/')) return 'picture';
  return mediaType === 'application/pdf' ? 'paper' : 'voice';
}

/** Shown from the memory of this page; gone with it. */
export function Picture(props: { readonly content: Blob; readonly label: string }) {
  const { content } = props;
  const fill = useCallback(
    (image: HTMLImageElement) => {
      const address = URL.createObjectURL(content);
      image.src = address;
      return () => URL.revokeObjectURL(address);
    },
    [content],
  );
  return <img ref={fill} className="attachment-picture" alt={props.label} />;
}
