import { StrictMode, useState } from 'react';
import { RouterProvider as AriaRouterProvider } from 'react-aria-components';
import { RouterProvider } from '@tanstack/react-router';
import type { Catalogue, Messages } from '#platform/design/reader/message-catalogue.ts';
import { MessagesThrough, ReaderProvider } from '#platform/design/reader/reader.tsx';
import { loadSettings, type Settings } from '#platform/design/reader/settings.ts';
import { loadCatalogue } from './catalogue.ts';
import { FieldProvider } from './field/field-context.tsx';
import { openSession } from './open-session.ts';
import { createAppRouter } from './routes.tsx';
import { SessionProvider } from './session.tsx';
import { SettingsContext } from './settings-context.ts';
import { useOwnSettings } from './use-own-settings.ts';

/** Everything on screen: language and look outside, then who is signed in, then the screens. */
export function App(props: {
  readonly settings: Settings;
  readonly catalogue: Catalogue;
  readonly through: (messages: Messages) => Messages;
}) {
  const shared = useOwnSettings(props, loadCatalogue);
  const { settings, catalogue } = shared;
  const [router] = useState(createAppRouter);
  const [{ session, field }] = useState(() => openSession(() => loadSettings().language));
  return (
    <StrictMode>
      <SettingsContext value={shared}>
        <MessagesThrough value={props.through}>
          <ReaderProvider settings={settings} messages={catalogue.messages}>
            <AriaRouterProvider
              navigate={(to) => void router.navigate({ to })}
              useHref={(to) => router.buildLocation({ to }).href}
            >
              <FieldProvider link={field}>
                <SessionProvider store={session}>
                  <RouterProvider router={router} />
                </SessionProvider>
              </FieldProvider>
            </AriaRouterProvider>
          </ReaderProvider>
        </MessagesThrough>
      </SettingsContext>
    </StrictMode>
  );
}
