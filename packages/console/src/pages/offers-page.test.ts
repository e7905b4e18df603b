import { expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { inAllWays, mount, said } from '../testing/mount.ts';
import { OtherSide } from '../testing/other-side.ts';
import { aHoldout } from '../testing/some-offers.ts';

test('lists what runs, what is left and what came of it, and pauses by one tap', async () => {
  const { element, other } = await mount('console-offers');
  await expect.element(said('One offer runs.')).toBeVisible();
  await expect.element(page.getByRole('cell', { name: '88', exact: true })).toBeVisible();
  // What is left steps back where the page is narrow.
  expect(element.renderRoot.querySelector('td.wide')?.textContent).toContain('212 · €1,060');
  await page.getByRole('button', { name: 'Pause: Spring harvest' }).click();
  await expect.element(page.getByRole('button', { name: 'Start: Spring harvest' })).toBeVisible();
  expect(JSON.parse(other.came.find(({ method }) => method === 'PATCH')?.body ?? '')).toEqual({ state: 'paused' });
});

test('an empty list says what an offer is', async () => {
  await mount('console-offers', { other: new OtherSide({ offers: [] }) });
  await expect.element(said('None yet. An offer says what')).toBeVisible();
});

test('makes an offer, counts whom it would reach, and shows it on a real person', async () => {
  const { element, other } = await mount('console-offer', { offerId: 'new' });
  const went: string[] = [];
  element.addEventListener('rapport-go', (event) => went.push(event.path));
  await page.getByRole('button', { name: 'Save the offer' }).click();
  await expect.element(page.getByText('An offer needs a name.')).toBeVisible();
  await page.getByLabelText('Name, for you only').fill('Tea for the faithful');
  await page.getByLabelText('Title in English').fill('Ten off tea');
  await page.getByLabelText('Active', { exact: true }).click();
  await page.getByLabelText('Likes one of').fill('Tea');
  await page.getByLabelText('How many in all').fill('50');
  await page.getByLabelText('In the day from').fill('17:00');
  await page.getByLabelText('Mon', { exact: true }).click();
  await page.getByLabelText('In these parts of the year').fill('spring');
  await page.getByRole('button', { name: 'Save the offer' }).click();
  await expect.element(page.getByText('Month and day, as in 03-01 – 05-31.')).toBeVisible();
  expect(element.renderRoot.querySelector('#hoursTo')?.getAttribute('aria-invalid')).toBe('true');
  await page.getByLabelText('to before').fill('21:00');
  await page.getByLabelText('In these parts of the year').fill('03-01 to 05-31, 12-20 – 01-06');
  await page.getByLabelText('Only beside these categories').fill('Tea, Ware');
  await page.getByLabelText('Orders so far, from').fill('2');
  await page.getByRole('checkbox', { name: 'Spring harvest' }).click();
  await expect.element(said('312 of 1,284 people could get it now.')).toBeVisible();
  // Counted by itself, and again when somebody else is meant; nothing else of the form asks for it.
  const counts = () =>
    other.came.filter(({ path }) => path === '/v1/offers/count').map(({ body }) => (JSON.parse(body) as { audience: object }).audience);
  await expect.poll(() => counts().at(-1)).toMatchObject({ stages: ['active'], interests: ['category:Tea'], ordersFrom: 2 });
  const before = counts().length;
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  await page.getByLabelText('Only beside these products').fill('gong-fu');
  expect(vi.getTimerCount()).toBe(1);
  vi.runAllTimers();
  vi.useRealTimers();
  await page.getByLabelText('Orders so far, from').fill('3');
  await expect.poll(() => counts().at(-1)).toMatchObject({ ordersFrom: 3 });
  expect(counts()).toHaveLength(before + 1);
  await page.getByLabelText('Orders so far, from').fill('2');
  await page.getByRole('searchbox').fill('lin');
  await page.getByRole('button', { name: 'Search' }).click();
  await expect.element(page.getByRole('cell', { name: 'E-mail' })).toBeVisible();
  await page.getByRole('button', { name: 'Save the offer' }).click();
  await expect.poll(() => went).toEqual(['/console/offers/off_spring']);
  const sent = JSON.parse(other.came.findLast(({ path, method }) => path === '/v1/offers' && method === 'POST')?.body ?? '') as Record<
    string,
    unknown
  >;
  expect(sent).toMatchObject({
    name: 'Tea for the faithful',
    gives: { kind: 'percent', percent: 10 },
    audience: { stages: ['active'], interests: ['category:Tea'], ordersFrom: 2, ordersTo: null },
    categories: ['Tea', 'Ware'],
    excludes: ['off_spring'],
    calendar: {
      weekdays: [1],
      hours: { from: '17:00', to: '21:00' },
      seasons: [
        { from: '03-01', to: '05-31' },
        { from: '12-20', to: '01-06' },
      ],
    },
    budget: { units: 50, perShopper: 1 },
  });
});

test('an offer that is there is shown as it stands, and a change keeps what the form does not show', async () => {
  const { other } = await mount('console-offer', { offerId: 'off_spring' });
  await expect.element(said('Version 2, running.')).toBeVisible();
  await page.getByLabelText('Percent', { exact: true }).fill('15');
  await page.getByRole('button', { name: 'Save the offer' }).click();
  await expect.element(said('Version 3, running.')).toBeVisible();
  const { offer } = other.has.offers[0] ?? {};
  expect(offer).toMatchObject({
    gives: { percent: 15, mostMinor: 1_000 },
    calendar: { untilMs: Date.parse('2026-06-01T00:00:00Z') },
    minimumMinor: 4_000,
  });
});

test('home says what the offers earned, with the interval, or how long it takes yet', async () => {
  await mount('console-home');
  await expect.element(said('Offers bring +18% revenue a person, 95% between +7% and +29%.')).toBeVisible();
  await mount('console-home', { other: new OtherSide({ holdout: aHoldout({ enough: false, moreDays: 41 }) }) });
  await expect.element(said('Not enough yet: about 41 more days.')).toBeVisible();
});

test('reads well in both languages and both lights', async () => {
  for (const [tag, more] of [
    ['console-offers', {}],
    ['console-offer', { offerId: 'off_spring' }],
  ] as const) {
    await mount(tag, more);
    await inAllWays(async () => {
      await expect.element(page.getByRole('heading', { level: 1 })).toBeVisible();
    });
  }
});
