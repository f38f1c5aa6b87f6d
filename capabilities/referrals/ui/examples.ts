import { PCode } from '#kernel/place.ts';
import { aReferral, aService, brief, ground } from '../domain/examples.ts';
import { type KnownOfChild, ReferralView, ServiceView } from '../domain/views.ts';
import { classOfKind, opensOf } from '../domain/service.ts';

/** For tests only. Every service and every child here is invented. */
export function aServiceView(
  over: Partial<Omit<ServiceView, 'serves'>> & { readonly serves?: readonly string[] } = {},
): ServiceView {
  const { team: _team, ...service } = aService();
  const serves = (over.serves ?? ['XA01']).map((code) => PCode.parse(code));
  const kind = over.kind ?? service.kind;
  return ServiceView.parse({
    ...service,
    team: null,
    replyHours: { immediate: 24, high: 72, medium: 168, low: 336 },
    ...over,
    serves,
    class: classOfKind(kind),
    opens: opensOf({ kind, needsName: over.needsName ?? false }),
  });
}

export function known(over: Partial<KnownOfChild> = {}): KnownOfChild {
  return {
    from: 'Sample team',
    brief,
    withhold: null,
    hasName: true,
    covers: { health: { covers: true, ...ground } },
    openTo: [],
    day: '2026-11-24',
    ...over,
  };
}

const selaNamed = { id: aReferral().by, name: 'Sela Sample' };

export function aReferralView(over: Partial<ReferralView> = {}): ReferralView {
  return ReferralView.parse({
    ...aReferral(),
    class: 'health',
    by: selaNamed,
    from: 'Sample team',
    team: null,
    missing: 'reply',
    standing: 'stands',
    name: null,
    mayAnswer: ['received', 'accepted', 'declined', 'first-seen', 'completed'],
    mayWithdraw: true,
    mayHandOver: true,
    ...over,
  });
}
