import {
  createContext,
  type ReactNode,
  use,
  useCallback,
  useEffect,
  useState,
  useSyncExternalStore,
} from 'react';
import type { SearchHere } from '#capabilities/cases/ui/find-case.tsx';
import type {
  FieldDevice,
  FieldState,
  OpenDevice,
  SyncState,
} from '#platform/device/field-device.ts';
import { type FieldLink, NO_FIELD } from '../offline/field-link.ts';

const FieldContext = createContext<FieldLink>(NO_FIELD);

/** Gives the screens the field device of this browser, where there is one. */
export function FieldProvider(props: { readonly link: FieldLink; readonly children: ReactNode }) {
  return <FieldContext value={props.link}>{props.children}</FieldContext>;
}

const NONE: FieldState = { state: 'none' };
const nothing = () => undefined;

/** How this browser stands as a field device; `none` for nearly everyone. */
export function useFieldState(): FieldState {
  const link = use(FieldContext);
  const snapshot = () => link.side()?.device.snapshot() ?? NONE;
  return useSyncExternalStore(link.subscribe, snapshot);
}

export function useFieldDevice(): FieldDevice | undefined {
  const link = use(FieldContext);
  return useSyncExternalStore(link.subscribe, () => link.side()?.device);
}

/** Finds what the unlocked device carries; undefined while that is not ready, and elsewhere. */
export function useSearchHere(): SearchHere | undefined {
  const link = use(FieldContext);
  return useSyncExternalStore(link.subscribe, () => link.side()?.search?.here());
}

/** For the screen that sets one up: the code for it is fetched when somebody opens that screen. */
export function useLoadedField(): FieldDevice | undefined {
  const link = use(FieldContext);
  useEffect(() => void link.load().catch(nothing), [link]);
  return useFieldDevice();
}

/** What the unlocked device holds; undefined while it is locked, or none. */
export function useOpenDevice(): OpenDevice | undefined {
  const device = useFieldDevice();
  const isOpen = useFieldState().state === 'open';
  return isOpen ? device?.opened() : undefined;
}

export function useSync(open: OpenDevice): SyncState {
  return useSyncExternalStore(open.sync.subscribe, open.sync.snapshot);
}

/** Something that the device is asked for, and asked again whenever what it holds changes. */
export function useHeld<Value>(
  open: OpenDevice,
  ask: (open: OpenDevice) => Promise<Value>,
): { readonly value: Value | undefined; readonly again: () => void } {
  const [value, setValue] = useState<Value | undefined>(undefined);
  const [round, setRound] = useState(0);
  const again = useCallback(() => setRound((before) => before + 1), []);
  useEffect(() => {
    let isCurrent = true;
    void ask(open).then((answer) => {
      if (isCurrent) setValue(answer);
    }, nothing);
    return () => {
      isCurrent = false;
    };
  }, [open, ask, round]);
  useEffect(() => {
    const stopWatching = open.watch(again);
    const stopSync = open.sync.subscribe(again);
    return () => {
      stopWatching();
      stopSync();
    };
  }, [open, again]);
  return { value, again };
}
