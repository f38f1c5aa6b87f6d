import { useState } from 'react';
import type { Refusal } from '#kernel/result.ts';
import type { OpenDevice } from '#platform/device/field-device.ts';
import { Button } from '#platform/design/controls/button.tsx';
import { Notice } from '#platform/design/patterns/notice.tsx';
import { Page, Section } from '#platform/design/patterns/page.tsx';
import { RefusalNotice } from '#platform/design/patterns/refusal-notice.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { useSync } from './field-context.tsx';
import { FileChoice } from './file-choice.tsx';
import { fileName, saveFile } from './save-file.ts';

/** What waits, as a sealed file: kept as a backup, or carried to where there is a network. */
export function CarryPage({ open }: { readonly open: OpenDevice }) {
  const { words } = useReader();
  return (
    <Page
      title={words('field.carry')}
      lead={words('field.carry.lead')}
      back={{ to: '/', label: words('shell.today') }}
    >
      <Section title={words('field.carry.save')}>
        <SaveWork open={open} />
      </Section>
      <Section title={words('field.carry.receipt')}>
        <ReadReceipt open={open} />
      </Section>
    </Page>
  );
}

function SaveWork({ open }: { readonly open: OpenDevice }) {
  const { words } = useReader();
  const { waiting } = useSync(open);
  const [saved, setSaved] = useState<'no' | 'busy' | 'yes' | 'failed'>('no');
  const save = async () => {
    setSaved('busy');
    try {
      saveFile(await open.exportFile(), fileName('work', new Date()));
      setSaved('yes');
    } catch {
      // What waits is still on the device; only the file could not be made.
      setSaved('failed');
    }
  };
  if (waiting === 0) return <p>{words('field.carry.nothing')}</p>;
  return (
    <div className="stack">
      <p>{words('field.carry.what', { count: waiting })}</p>
      <div className="row">
        <Button kind="primary" isBusy={saved === 'busy'} onPress={() => void save()}>
          {words('field.carry.save.do')}
        </Button>
      </div>
      {saved === 'yes' ? (
        <Notice kind="done" title={words('field.carry.saved')} isNews>
          <p>{words('field.carry.saved.what')}</p>
        </Notice>
      ) : null}
      {saved === 'failed' ? (
        <RefusalNotice refusal={{ code: 'device.file.not-made' }} isNews />
      ) : null}
    </div>
  );
}

function ReadReceipt({ open }: { readonly open: OpenDevice }) {
  const { words } = useReader();
  const [refusal, setRefusal] = useState<Refusal | undefined>(undefined);
  const [answered, setAnswered] = useState<number | undefined>(undefined);
  const [isBusy, setBusy] = useState(false);
  const read = async (file: File) => {
    setBusy(true);
    setAnswered(undefined);
    const result = await open.importReceipt(file);
    setBusy(false);
    setRefusal(result.ok ? undefined : result.refusal);
    if (result.ok) setAnswered(result.value.answered);
  };
  return (
    <div className="stack">
      <p>{words('field.carry.receipt.what')}</p>
      <div className="row">
        <FileChoice isBusy={isBusy} onFile={(file) => void read(file)}>
          {words('field.carry.receipt.do')}
        </FileChoice>
      </div>
      {refusal ? <RefusalNotice refusal={refusal} isNews /> : null}
      {answered === undefined ? null : (
        <Notice kind="done" title={words('field.carry.receipt.done', { count: answered })} isNews />
      )}
    </div>
  );
}
