import { describe, expect, it } from 'vitest';
import { pathOf, TOUR_STEPS } from './tour-steps.ts';
import { createTourStore } from './tour-store.ts';

/** What a browser keeps, as far as the tour uses it. */
function aDevice(kept: Record<string, string> = {}) {
  const held = new Map(Object.entries(kept));
  return () => ({
    getItem: (key: string) => held.get(key) ?? null,
    setItem: (key: string, value: string) => void held.set(key, value),
  });
}

const [first, second, third] = TOUR_STEPS.map(({ id }) => id);

describe('the progress of the tour', () => {
  it('begins at the first step and asks nobody to walk along', () => {
    const tour = createTourStore(aDevice());
    expect(tour.snapshot()).toMatchObject({ at: first, done: [], isWalking: false });
  });

  it('is left and gone on with at any time, also after the browser was closed', () => {
    const device = aDevice();
    const tour = createTourStore(device);
    tour.walk(first ?? '');
    tour.finish(first ?? '');
    tour.remember('0197a000-0000-7000-8000-000000000001');
    tour.leave();
    const later = createTourStore(device);
    expect(later.snapshot()).toEqual({
      at: second,
      done: [first],
      isWalking: false,
      isHidden: false,
      recordId: '0197a000-0000-7000-8000-000000000001',
    });
  });

  it('goes on with what was left out, and ends when all is done', () => {
    const tour = createTourStore(aDevice());
    tour.walk(second ?? '');
    tour.finish(second ?? '');
    expect(tour.snapshot().at).toBe(third);
    for (const { id } of TOUR_STEPS.slice(2)) tour.finish(id);
    expect(tour.snapshot().at).toBe(first);
    tour.finish(first ?? '');
    expect(tour.snapshot().done.length).toBe(TOUR_STEPS.length);
    tour.beginAgain();
    expect(tour.snapshot()).toMatchObject({ at: first, done: [] });
  });

  it('is not offered again to who does not want it', () => {
    const device = aDevice();
    createTourStore(device).hide();
    expect(createTourStore(device).snapshot().isHidden).toBe(true);
  });

  it.each(['', 'null', '{"at":"moon","done":[]}', '{"at":3}'])(
    'begins anew when the device holds something else: %s',
    (kept) => {
      expect(createTourStore(aDevice({ 'amparo.tour': kept })).snapshot().at).toBe(first);
    },
  );

  it('counts no step that a newer version does not have any more', () => {
    const kept = { at: second, done: [first, 'share'], isWalking: true, isHidden: false };
    const device = aDevice({ 'amparo.tour': JSON.stringify({ ...kept, recordId: null }) });
    expect(createTourStore(device).snapshot()).toMatchObject({ at: second, done: [first] });
  });

  it('works where the browser keeps nothing', () => {
    const tour = createTourStore(() => {
      throw new Error('shut off');
    });
    tour.walk(second ?? '');
    expect(tour.snapshot()).toMatchObject({ at: second, isWalking: true });
  });

  it('tells those who watch', () => {
    const tour = createTourStore(aDevice());
    let told = 0;
    const unwatch = tour.subscribe(() => (told += 1));
    tour.walk(second ?? '');
    unwatch();
    tour.leave();
    expect(told).toBe(1);
  });
});

describe('the way of a step', () => {
  it('leads to the case of the tour, and to Today before there is one', () => {
    expect(pathOf('hand-over', null)).toBe('/hand-over');
    expect(pathOf('case', null)).toBe('/');
    expect(pathOf('case', 'x')).toBe('/cases/x');
    expect(pathOf('result', 'x')).toBe('/cases/x/result');
    expect(pathOf('guardian', 'x')).toBe('/cases/x/protection/guardian');
    expect(pathOf('referral', 'x')).toBe('/cases/x/referral');
  });
});
