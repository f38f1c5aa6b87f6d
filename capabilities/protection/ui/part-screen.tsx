import type { OutputOf } from '#kernel/endpoint.ts';
import type { Answers } from '#kernel/form-answers.ts';
import type { SiblingView } from '#kernel/siblings-view.ts';
import { type Api, useApi } from '#platform/design/calling/api.tsx';
import { todayHere } from '#platform/design/date/today-here.ts';
import { useReader } from '#platform/design/reader/reader.tsx';
import type { ProtectionView } from '../domain/views.ts';
import {
  recordAssessment,
  recordGuardian,
  recordHealth,
  recordJustice,
  recordSafePlace,
  type showAddress,
} from '../endpoints.ts';
import { OpenAddressFirst } from './open-address-first.tsx';
import { PartForm, type PartInput } from './part-form.tsx';
import { partIn, type PartName } from './parts.ts';
import { NonPunishment } from './protection-parts.tsx';
import { NotForYou, WithProtection } from './with-protection.tsx';
import type { Go, WorkerHere } from './worker-here.ts';

type PartScreenProps = {
  readonly recordId: string;
  readonly part: PartName;
  readonly worker: WorkerHere;
  readonly go: Go;
  /** So that the next screen can say that it was saved. */
  readonly onSaved: () => void;
};

/** One part of the protection, written or written anew. */
export function PartScreen(props: PartScreenProps) {
  const { words } = useReader();
  const { part } = props;
  return (
    <WithProtection
      recordId={props.recordId}
      title={words(`part.${part}`)}
      lead={words(`protection.lead.${part}`)}
    >
      {(view, reload) => <OpenPart {...props} view={view} reload={reload} />}
    </WithProtection>
  );
}

function OpenPart(
  props: PartScreenProps & { readonly view: ProtectionView; readonly reload: () => void },
) {
  const { recordId, part, view } = props;
  const api = useApi();
  const written = partIn(view, part);
  if (!written?.mayWrite) return <NotForYou />;
  const form = ({ address, beside }: Opened) => (
    <PartForm
      recordId={recordId}
      part={part}
      written={written}
      withheld={address}
      siblings={withAddress(written.content?.siblings, beside)}
      begin={beginOf(part)}
      trained={props.worker.trained}
      send={(input) => sendPart(api, part, input)}
      reload={props.reload}
      go={props.go}
      onSaved={props.onSaved}
    />
  );
  // PR-4: no address comes onto paper, not even by printing the form that holds it.
  if (part === 'safe-place')
    return (
      <div className="screen-only">
        {view.safePlace?.hasAddress ? (
          <OpenAddressFirst recordId={recordId}>{form}</OpenAddressFirst>
        ) : (
          form(NOTHING)
        )}
      </div>
    );
  const flag = part === 'justice' ? view.justice?.nonPunishment : null;
  return (
    <>
      {flag ? <NonPunishment hasLawyer={flag.hasLawyer} /> : null}
      {form(NOTHING)}
    </>
  );
}

type Opened = OutputOf<typeof showAddress>;
const NOTHING: Opened = { address: {}, beside: [] };

/** Values that stand beside each other, with what of the address was opened. */
function withAddress(
  siblings: readonly SiblingView[] | undefined,
  beside: Opened['beside'],
): readonly SiblingView[] | undefined {
  return siblings?.map((sibling) => {
    const opened = beside.find(({ field }) => field === sibling.field)?.values ?? [];
    const values = sibling.values.map((one, index) => {
      const { [sibling.field]: own, ...hanging } = opened[index] ?? {};
      const value = one.isWithheld ? own : one.value;
      return { ...one, value, isWithheld: false, hanging: { ...one.hanging, ...hanging } };
    });
    return { ...sibling, values };
  });
}

function beginOf(part: PartName): Answers {
  if (part === 'assessment') return { assessedOn: todayHere() };
  return part === 'health' ? { seenOn: todayHere() } : {};
}

function sendPart(api: Api, part: PartName, input: PartInput) {
  switch (part) {
    case 'guardian':
      return api.call(recordGuardian, input);
    case 'safe-place':
      return api.call(recordSafePlace, input);
    case 'health':
      return api.call(recordHealth, input);
    case 'justice':
      return api.call(recordJustice, input);
    case 'assessment':
      return api.call(recordAssessment, input);
  }
}
