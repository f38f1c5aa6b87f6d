export const TESS = 'tess@amparo.example';

/** A roster as a file says it: one agency, two teams, one invented worker; with some of it changed. */
export function aRoster(
  change: {
    readonly agency?: string;
    readonly phone?: string;
    readonly signIn?: string;
    readonly name?: string;
    readonly trainedUntil?: string;
    readonly roles?: readonly { readonly role: string; readonly team: string }[];
  } = {},
) {
  const { agency = 'Harbour Office', phone = '+999 000 0001', ...worker } = change;
  return {
    agencies: [{ id: 'harbour', name: agency }],
    teams: [
      { id: 'quay', agency: 'harbour', name: 'Quay', receives: true, phone },
      { id: 'dunes', agency: 'harbour', name: 'Dunes school' },
    ],
    workers: [
      {
        signIn: TESS,
        name: 'Tess Tryout',
        roles: [{ role: 'social-worker', team: 'quay' }],
        ...worker,
      },
    ],
  };
}
