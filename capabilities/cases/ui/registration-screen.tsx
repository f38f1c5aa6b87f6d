import { useRef, useState } from 'react';
import type { Answers } from '#kernel/form-answers.ts';
import { type Refusal, refuse } from '#kernel/result.ts';
import { SpokenName } from '#kernel/spoken-name.ts';
import { useApi } from '#platform/design/calling/api.tsx';
import { Button } from '#platform/design/controls/button.tsx';
import { useFoundDraft } from '#platform/design/form/use-draft.ts';
import { draftFor } from '#platform/design/form/drafts.ts';
import { Notice } from '#platform/design/patterns/notice.tsx';
import { Skeleton } from '#platform/design/patterns/waiting.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import type { CaseView } from '../domain/views.ts';
import { lookUpChild, registerChild } from '../endpoints.ts';
import { type Found, FoundBeside } from './found-beside.tsx';
import { hasAny, SearchFirst, withoutOwn } from './search-first.tsx';
import { SectionForm, type SectionInput } from './section-form.tsx';
import { NotForYou, WithCase } from './with-case.tsx';
import type { Go, WorkerHere } from './worker-here.ts';

type CaseFormProps = {
  readonly recordId: string;
  readonly worker: WorkerHere;
  readonly go: Go;
};

/** Who the child is, as far as known; after a search, so that no child gets two records. */
export function RegistrationScreen(props: CaseFormProps) {
  const { words } = useReader();
  return (
    <WithCase
      recordId={props.recordId}
      title={words('registration.title')}
      lead={words('registration.lead')}
    >
      {(view, reload) => <Registration {...props} view={view} reload={reload} />}
    </WithCase>
  );
}

type RegistrationProps = CaseFormProps & { view: CaseView; reload: () => void };

function Registration(props: RegistrationProps) {
  const { recordId, view } = props;
  const draftKey = `registration.${recordId}`;
  const looked = useFoundDraft(draftKey);
  const [begin, setBegin] = useState<Answers | undefined>(undefined);
  const [searched, setSearched] = useState<Found | undefined>(undefined);
  const written = view.registration;
  if (!written?.mayWrite) return <NotForYou />;
  if (looked.looked === 'waiting') return <Skeleton lines={4} />;
  const isBegun = looked.looked === 'found' || draftFor(draftKey) !== undefined;
  if (written.content === null && !begin && !isBegun)
    return (
      <SearchFirst
        recordId={recordId}
        onNone={(name, found) => {
          setSearched(found);
          setBegin({ name });
        }}
      />
    );
  return <RegistrationForm {...props} written={written} begin={begin} searched={searched} />;
}

const SOMEONE_ELSE = 'cases.registration.same-name';

type Fresh = { readonly found: Found; readonly here: Answers };

/** Looks for the name once more; what was seen before and set aside is not shown again. */
function useSecondLook(recordId: string, searched: Found | undefined) {
  const api = useApi();
  const known = useRef<Found>(searched ?? { known: [], elsewhere: false });
  const [fresh, setFresh] = useState<Fresh | undefined>(undefined);
  const look = async (answers: Answers): Promise<boolean> => {
    const name = SpokenName.safeParse(answers['name']);
    if (!name.success) return false;
    const looked = await api.call(lookUpChild, { name: name.data });
    if (!looked.ok) return false;
    const found = newIn(withoutOwn(looked.value, recordId), known.current);
    if (!hasAny(found)) return false;
    setFresh({ found, here: answers });
    return true;
  };
  const setAside = () => {
    if (fresh) known.current = joined(known.current, fresh.found);
    setFresh(undefined);
  };
  return { fresh, look, setAside };
}

/**
 * CA-24: the name is searched once more before it is sent, and once more after: whoever registers the
 * same child at this moment is seen by at least one of the two.
 */
function RegistrationForm(
  props: RegistrationProps & {
    readonly written: NonNullable<CaseView['registration']>;
    readonly begin: Answers | undefined;
    readonly searched: Found | undefined;
  },
) {
  const { recordId, go } = props;
  const { words } = useReader();
  const api = useApi();
  const { fresh, look, setAside } = useSecondLook(recordId, props.searched);
  const [isSaved, setSaved] = useState(false);
  const stays = useRef(false);
  const send = async (input: SectionInput) => {
    // A correction is of a child who is known; only who is new may be somebody else's, too.
    const isNew = props.written.content === null;
    if (isNew && (await look(input.answers))) return refuse({ code: SOMEONE_ELSE });
    const sent = await api.call(registerChild, input);
    stays.current = isNew && sent.ok && (await look(input.answers));
    setSaved(stays.current);
    return sent;
  };
  if (isSaved && fresh) return <SavedAtOnce {...fresh} onDone={() => go(`/cases/${recordId}`)} />;
  const explain = ({ code }: Refusal) =>
    code === SOMEONE_ELSE && fresh ? (
      <>
        <FoundBeside {...fresh} />
        <Button onPress={setAside}>{words('search-first.another-child')}</Button>
      </>
    ) : undefined;
  return (
    <SectionForm
      recordId={recordId}
      part="registration"
      written={props.written}
      trained={props.worker.trained}
      {...(props.begin ? { begin: props.begin } : {})}
      submitLabel={words('registration.save')}
      send={send}
      reload={props.reload}
      go={(to) => {
        if (!stays.current) go(to);
      }}
      explain={explain}
    />
  );
}

/** Saved, and somebody else was quick with the same name: both are looked at before work goes on. */
function SavedAtOnce(props: Fresh & { readonly onDone: () => void }) {
  const { words } = useReader();
  return (
    <div className="stack-wide">
      <Notice kind="due" title={words('search-first.at-once')} isNews>
        <p>{words('search-first.at-once.do')}</p>
      </Notice>
      <FoundBeside found={props.found} here={props.here} />
      <div className="page-action">
        <Button kind="primary" onPress={props.onDone}>
          {words('search-first.none-fits')}
        </Button>
      </div>
    </div>
  );
}

/** What a search finds that was not seen before. */
function newIn(found: Found, seen: Found): Found {
  const ids = new Set(seen.known.map((one) => one.recordId));
  return {
    known: found.known.filter((one) => !ids.has(one.recordId)),
    elsewhere: found.elsewhere && !seen.elsewhere,
  };
}

function joined(one: Found, other: Found): Found {
  return {
    known: [...one.known, ...other.known],
    elsewhere: one.elsewhere || other.elsewhere,
  };
}
