import { type ReactNode, useState } from 'react';
import { Button } from '../controls/button.tsx';
import { Choice } from '../controls/choice.tsx';
import { Link } from '../controls/link.tsx';
import { LANGUAGES } from '../reader/languages.ts';
import { useReader } from '../reader/reader.tsx';
import { Settings } from '../reader/settings.ts';
import { Dialog } from './dialog.tsx';

export type Place = { readonly to: string; readonly label: string };

/** The head of every screen: ways, quick cover, and a panel with language, calendar and look. */
export function AppHeader(props: {
  readonly settings: Settings;
  readonly onSettings: (settings: Settings) => void;
  readonly isReviewed: boolean;
  readonly places: readonly Place[];
  readonly here: string;
  readonly onCover: () => void;
  readonly notice?: ReactNode;
  /** What stands at the end of the panel: who is signed in, and the way out. */
  readonly children?: ReactNode;
}) {
  const { words } = useReader();
  const [isOpen, setOpen] = useState(false);
  return (
    <header className="app-header">
      {props.notice}
      <div className="app-header-row">
        <span className="brand">
          <BrandMark />
          <span>Amparo</span>
        </span>
        <nav className="app-nav" aria-label={words('header.ways')}>
          {props.places.map((place) => (
            <span key={place.to} className={place.to === props.here ? 'is-here' : ''}>
              <Link to={place.to}>{place.label}</Link>
            </span>
          ))}
        </nav>
        <span className="app-header-tools">
          <Button kind="plain" icon="cover" onPress={props.onCover}>
            {words('header.cover')}
          </Button>
          <Button
            kind="plain"
            icon="menu"
            label={words('header.panel')}
            expanded={isOpen}
            onPress={() => setOpen(true)}
          >
            <span className="from-wide" aria-hidden="true">
              {words('header.panel')}
            </span>
          </Button>
        </span>
      </div>
      <Dialog
        place="side"
        title={words('header.panel')}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
      >
        <div className="stack-wide">
          <SettingsChoices {...props} />
          {props.children}
        </div>
      </Dialog>
    </header>
  );
}

function SettingsChoices(props: {
  readonly settings: Settings;
  readonly onSettings: (settings: Settings) => void;
  readonly isReviewed: boolean;
}) {
  const { settings, onSettings } = props;
  const { words } = useReader();
  const change = (part: Partial<Record<keyof Settings, string | undefined>>) => {
    const changed = Settings.safeParse({ ...settings, ...part });
    if (changed.success) onSettings(changed.data);
  };
  return (
    <>
      <Choice
        label={words('header.language')}
        isFixed
        arrangement="inline"
        help={props.isReviewed ? undefined : words('header.unreviewed')}
        options={LANGUAGES.map((language) => ({
          code: language.tag,
          label: language.ownName,
          lang: language.tag,
        }))}
        value={settings.language}
        onChange={(language) => change({ language })}
      />
      <Choice
        label={words('header.calendar')}
        isFixed
        arrangement="inline"
        options={Settings.shape.calendar.options.map((calendar) => ({
          code: calendar,
          label: words(`calendar.${calendar}`),
        }))}
        value={settings.calendar}
        onChange={(calendar) => change({ calendar })}
      />
      <Choice
        label={words('header.theme')}
        isFixed
        arrangement="inline"
        options={Settings.shape.theme.options.map((theme) => ({
          code: theme,
          label: words(`theme.${theme}`),
        }))}
        value={settings.theme}
        onChange={(theme) => change({ theme })}
      />
    </>
  );
}

/** Two arches over a line: shelter, and nothing that names the work. */
export function BrandMark() {
  return (
    <svg className="brand-mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="8" fill="var(--accent)" />
      <path
        d="M6 19C6 12 10.5 8 16 8s10 4 10 11M11 19c0-3.5 2-6 5-6s5 2.5 5 6M5 24h22"
        fill="none"
        stroke="var(--on-accent)"
        strokeWidth="2.4"
        strokeLinecap="round"
      />
    </svg>
  );
}
