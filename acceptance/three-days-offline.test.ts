import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FieldBrowser, fieldBrowser } from './field-browser.ts';
import {
  isKept,
  lock,
  coverIsFit,
  PIN,
  setUp,
  shows,
  tryNow,
  unlock,
  unlockByKeys,
} from './field-steps.ts';
import { handOverChild } from './hand-over-child.ts';
import * as work from './field-work.ts';
import { fillForm, option } from './fill-form.ts';
import { filesThatHold } from './files-that-hold.ts';
import * as child from './first-child.ts';
import { type RunningServer, startServer } from './running-server.ts';
import { faultsIn, settled, signIn } from './screen.ts';
import { serveTwoVersions, type TwoVersions } from './two-versions.ts';
import * as told from './three-days.ts';
import { fit } from './walk.ts';

let server: RunningServer;
let front: TwoVersions;
let phones: Readonly<Record<'sela' | 'luz' | 'noa', FieldBrowser>>;
let office: FieldBrowser;
/** The case that nobody has, which all three phones carry. */
let shared: string;
let zorabel: string;
let wendolin: string;

beforeAll(async () => {
  server = await startServer();
  front = await serveTwoVersions(server.address);
  const phone = () => fieldBrowser(front.address);
  phones = { sela: await phone(), luz: await phone(), noa: await phone() };
  office = await phone();
  shared = await handOverChild(await office.open({ hoursAgo: told.DAY_ONE + 1, network: true }));
});

afterAll(async () => {
  const all = [...Object.values(phones ?? {}), office];
  await Promise.all(all.map((phone) => phone?.remove()));
  await front?.stop();
  await server?.stop();
});

test('with a network three workers set up their phones and fetch what is theirs to carry', async () => {
  for (const [phone, email] of [
    [phones.sela, told.SELA],
    [phones.luz, told.LUZ],
    [phones.noa, told.NOA],
  ] as const) {
    const page = await phone.open({ hoursAgo: told.DAY_ONE, network: true });
    await signIn(page, email);
    await isKept(page);
    await setUp(page, email, 'Invented phone');
    await fit(page);
    await page.getByRole('link', { name: 'To Today' }).click();
    await page.locator(`main a[href$="/cases/${shared}"]`).first().waitFor();
    expect(await page.locator('main').innerText()).toContain('Nobody has these yet');
    await shows(page, /All sent/);
    await phone.network(false);
  }
});

test('the first day: a child is met, and two who cannot hear each other write of the same child', async () => {
  const sela = phones.sela.page();
  zorabel = await work.meetChild(sela, child.firstContact('Gull Point'));
  await work.registerChild(sela, child.CHILD.latin, child.registration);
  await work.toCase(sela, shared);
  await work.registerChild(sela, 'Teodora Tidewater', child.registration);
  await work.writePart(sela, 'risk', child.risk('high'));
  await fit(sela);
  await shows(sela, /4 items wait/);

  const luz = phones.luz.page();
  await work.toCase(luz, shared);
  await work.registerChild(luz, 'Teodora Tidewater', told.asLuzRegisters);
  await work.writePart(luz, 'risk', told.asLuzSeesTheRisk);
  await shows(luz, /2 items wait/);

  await lock(sela);
  await coverIsFit(sela);
  expect(await sela.locator('body').innerText()).not.toContain('Tidewater');
  await phones.sela.close();
  await phones.luz.close();
  await phones.noa.close();
});

test('the second day: what was begun goes on, is judged, planned and found again in any script', async () => {
  const sela = await phones.sela.open({ hoursAgo: told.DAY_TWO, network: false });
  await unlockByKeys(sela);
  await shows(sela, /4 items wait.*no network/);
  await work.toCase(sela, zorabel);
  await work.writePart(sela, 'consent', child.consent);
  await work.writePart(sela, 'risk', child.risk('high'));
  await work.beginPart(sela, 'questions');
  await fillForm(sela, child.questions);
  await sela.locator('.result-sentence').waitFor();
  expect(await sela.locator('.result-sentence').innerText()).toContain(
    'fits the definition of child trafficking',
  );
  await fit(sela);
  await work.toCase(sela, zorabel);
  await work.writePlan(sela, child.planAction('She sleeps well', child.inDays(5)));
  await work.toToday(sela);
  for (const typed of ['Zorabell Quilmere', 'Зорабель', 'زورابيل']) {
    await sela.locator('search input').fill(typed);
    await sela.locator(`search a[href$="/cases/${zorabel}"]`).waitFor();
    expect(await sela.locator('search a').count()).toBe(1);
  }
  await fit(sela);
  await work.toCase(sela, zorabel);
  await work.leaveRiskHalf(sela, child.risk('immediate'), told.SAIL);
  await phones.sela.close();

  const noa = await phones.noa.open({ hoursAgo: told.DAY_TWO, network: false });
  await unlock(noa);
  const { recentViolence: _untrained, ...contact } = child.firstContact('Lantern Bay');
  wendolin = await work.meetChild(noa, {
    ...contact,
    childWords: { write: told.CART },
  });
  await work.registerChild(noa, 'Wendolin Sandpiper', child.registration);
  await shows(noa, /2 items wait/);
  await phones.noa.close();
});

test('the third day: a newer version of the app takes nothing of a full outbox or of a draft', async () => {
  const sela = await phones.sela.open({ hoursAgo: told.DAY_THREE, network: false });
  await unlock(sela);
  await shows(sela, /8 items wait/);
  front.reachApi(false);
  await phones.sela.network(true);
  front.deployLater();
  await sela.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
  await sela.getByText('A new version is ready').waitFor();
  await sela.getByRole('button', { name: 'Use it now' }).click();
  await sela.waitForFunction(() => Reflect.get(globalThis, 'amparoVersion') === 'later');
  await unlock(sela);
  await shows(sela, /8 items wait/);
  await work.toToday(sela);
  await sela.getByRole('list', { name: 'A form that you began waits' }).getByRole('link').click();
  await sela.getByRole('button', { name: 'Go on' }).click();
  expect(await sela.locator('[data-field=why] textarea').inputValue()).toBe(told.SAIL);
  await work.toToday(sela);
  front.reachApi(true);
  await tryNow(sela);
  await shows(sela, /All sent/);
  expect(phones.sela.given.size).toBe(8);
});

test('the network is back: both values stand side by side, and the safer one counts', async () => {
  const arabic = { language: 'ar' } as const;
  const luz = await phones.luz.open({
    hoursAgo: told.DAY_THREE,
    network: true,
    look: arabic,
  });
  await coverIsFit(luz);
  expect(await luz.locator('html').getAttribute('dir')).toBe('rtl');
  await luz.locator('input[type=password]').fill(PIN);
  await luz.keyboard.press('Enter');
  await luz.locator('.status-line').click();
  const tray = luz.getByRole('dialog').locator('a[href$="/field/tray"]');
  await tray.waitFor();
  await coverIsFit(luz);
  // The tray by keyboard alone.
  await tray.focus();
  await luz.keyboard.press('Enter');
  await luz.locator('.tray-item').nth(1).waitFor();
  await fit(luz);
  expect(await luz.locator('.tray-item').count()).toBe(2);
  await luz.locator('.tray-item').last().locator('a[href*="/cases/"]').focus();
  await luz.keyboard.press('Enter');
  await luz.locator('.two-values').first().waitFor();
  await fit(luz);
  expect(await told.questionsOf(luz)).toEqual(Object.keys(told.DECISIONS));

  const sela = phones.sela.page();
  await tryNow(sela);
  await work.toCase(sela, shared);
  await fit(sela);
  expect(await told.countsFor(sela, 'accompaniment')).toContain('Sela Sample');
  expect(await told.countsFor(sela, 'level')).toContain('Luz Ejemplo');
  expect(await told.countsFor(sela, 'safetyPlanAgreed')).toContain('Luz Ejemplo');
  expect(await sela.locator('.case-head').innerText()).toContain('Immediate danger');
});

test('[CA-27] the supervisor decides with a reason, and both phones show it', async () => {
  const desk = { width: 1280, height: 800 };
  const page = await office.open({ hoursAgo: 0, network: true, look: desk });
  await signIn(page, 'supervisor@demo.invalid');
  for (const [question, choice] of Object.entries(told.DECISIONS)) {
    const isRegistered = question === 'birth' || question === 'accompaniment';
    await page.goto(`/app/cases/${shared}/${isRegistered ? 'registration' : 'risk'}`);
    const values = page.locator(`[data-two-values=${question}]`);
    await option(values, choice).click();
    await values.locator('textarea').fill('Asked both, and the child again.');
    await fit(page);
    await values.getByRole('button', { name: 'Save this decision' }).click();
    await page.locator('.timeline-item').first().waitFor();
  }
  for (const phone of [phones.sela, phones.luz]) {
    const own = await phone.open({ hoursAgo: 0.2, network: true });
    await unlock(own);
    await tryNow(own);
    await phone.network(false);
    await work.toCase(own, shared);
    expect(await own.locator('[data-two-values]').count()).toBe(0);
    expect(await own.locator('.timeline').innerText()).toContain(
      'Asked both, and the child again.',
    );
    expect(await own.locator('.case-head').innerText()).toContain('Immediate danger');
    await phone.network(true);
  }
});

test('a phone that is taken back gives its work to the supervisor, and is empty', async () => {
  const page = office.page();
  await page.goto('/app/account/workers');
  await page.getByRole('link', { name: /Noa Newcomer/ }).click();
  await page.getByRole('button', { name: /^Take it back/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Take it back' }).click();
  await page.getByText('Not reached yet').waitFor();
  await fit(page);

  const noa = await phones.noa.open({ hoursAgo: told.DAY_THREE, network: true });
  await noa.getByText('This phone may no longer work without a network.').waitFor();
  await coverIsFit(noa);
  await phones.noa.close();

  await page.reload();
  await page.getByText(/^Empty since/).waitFor();
  await page.goto('/app/field/quarantine');
  await page.getByText('Wendolin Sandpiper').waitFor({ state: 'attached' });
  await fit(page);
  for (const left of [1, 0]) {
    await page.getByRole('button', { name: 'Take it in under my name' }).first().click();
    await page.getByLabel('Why?').fill('Written before the phone was lost.');
    await fit(page);
    await page.getByRole('button', { name: 'Take it in under my name' }).first().click();
    await expect.poll(() => page.locator('.tray-item').count()).toBe(left);
  }
  await page.goto(`/app/cases/${wendolin}`);
  await settled(page);
  expect(await page.locator('.timeline').innerText()).toContain(told.CART);
});

test('every entry is on the server, and nothing waits anywhere', async () => {
  const page = office.page();
  const written = new Set<string>();
  for (const recordId of [shared, zorabel, wendolin]) {
    const answer = await page.request.get(`/api/cases/${recordId}/timeline`);
    const { entries } = (await answer.json()) as { entries: { id: string }[] };
    for (const { id } of entries) written.add(id);
  }
  const given = [...phones.sela.given, ...phones.luz.given];
  expect(given).toHaveLength(10);
  expect(given.filter((id) => !written.has(id))).toEqual([]);
  for (const phone of [phones.sela, phones.luz]) {
    await shows(phone.page(), /All sent/);
    expect(faultsIn(phone.page())).toEqual([]);
  }
});

test('no phone that is closed tells what was written on it, the one that was taken back least', async () => {
  for (const phone of Object.values(phones)) {
    await phone.close();
    expect(await filesThatHold(phone.folder, told.TYPED)).toEqual([]);
  }
  // The search itself finds what is there: the address of the app stands in every profile.
  expect(await filesThatHold(phones.sela.folder, [front.address])).not.toEqual([]);
});

declare const navigator: {
  serviceWorker: {
    getRegistration: () => Promise<{ update: () => Promise<unknown> } | undefined>;
  };
};
