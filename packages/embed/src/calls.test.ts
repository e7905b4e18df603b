import { beforeEach, describe, expect, test } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import type { RapportPanel } from '@rapport/elements';
import { Site, soon } from './testing/a-site.ts';

beforeEach(() => Site.forget());

describe('what the shop’s own code may call', () => {
  test('asks by name and gets what it asked for, with one view for all', async () => {
    const { rapport, paths } = await Site.open().then((site) => ({ rapport: site.rapport, paths: () => site.paths() }));
    expect(await rapport.points.balance()).toEqual({ pending: 0, available: 340, reported: 0 });
    expect(await rapport.watches.list()).toEqual([]);
    expect(await rapport.rewards.list()).toEqual([]);
    expect(await rapport.watches.add('matcha bowl', 'We keep the words')).toMatchObject({ id: 'w1' });
    expect(paths().filter((path) => path === 'GET /v1/me')).toHaveLength(1);
  });

  test('what is refused is said to who asked, and to nobody else', async () => {
    const site = await Site.open();
    await expect(site.rapport.rewards.redeem('nothing')).rejects.toMatchObject({ code: 'not-found' });
    site.rapport.push(['rewards.redeem', 'nothing'], ['inbox.list']);
    await soon(() => expect(site.paths()).toContain('GET /v1/me/inbox'));
    expect(site.complaints).toEqual([]);
  });

  test('calls made before the script ran are answered in turn', async () => {
    const heard: string[] = [];
    const site = await Site.open({
      calls: [
        ['ready', () => heard.push('ready')],
        ['track', 'search', { search_term: 'x' }],
      ],
    });
    await soon(() => expect(heard).toEqual(['ready']));
    await soon(() => {
      site.leave();
      expect(site.events().map((event) => event['name'])).toEqual(['page_view', 'search']);
    });
  });

  test('tells: who it is, who has gone, a further view, a consent', async () => {
    const site = await Site.open({ data: { consent: 'ask' } });
    site.rapport.consent('granted');
    site.rapport.page();
    await soon(() => {
      site.leave();
      expect(site.events().filter((event) => event['name'] === 'page_view')).toHaveLength(2);
    });
    site.rapport.identify('e30.eyJzdWIiOiJhbmEifQ.x');
    await site.rapport.refresh();
    await soon(() => expect(site.paths()).toContain('POST /v1/identify'));
    site.rapport.logout();
    expect(site.complaints).toEqual([]);
  });

  test('hears the components, and stops hearing them', async () => {
    const site = await Site.open({ html: '<rapport-watch query="matcha bowl"></rapport-watch>' });
    const heard: Event[] = [];
    const hear = (event: Event): void => void heard.push(event);
    await site.rapport.on('watch', hear);
    await soon(() => expect(site.words('rapport-watch')).toContain('Tell me when it comes'));
    site.button('rapport-watch').click();
    await soon(() => expect(heard).toHaveLength(1));
    await site.rapport.off('watch', hear);
    site.window.document.dispatchEvent(new site.window.Event('rapport-watch'));
    expect(heard).toHaveLength(1);
  });

  test('a name that means nothing does nothing; it is no promise, and has its version', async () => {
    const site = await Site.open();
    const { rapport } = site;
    expect(rapport.version).toBe(manifest.version);
    expect(await (rapport as unknown as { draw: { enter(): Promise<unknown> } }).draw.enter()).toBeUndefined();
    expect(await Promise.resolve(rapport)).toBe(rapport);
    expect(site.complaints).toEqual([]);
  });

  test('opens the member’s place, where there is none yet too, and closes it', async () => {
    const site = await Site.open();
    await site.rapport.open('rewards');
    const panel = (): RapportPanel | null => site.window.document.querySelector('rapport-panel');
    expect([panel()?.isOpen, panel()?.place]).toEqual([true, 'rewards']);
    await site.rapport.close();
    expect(panel()?.isOpen).toBe(false);
    await site.rapport.toggle();
    expect(panel()?.isOpen).toBe(true);
    await site.rapport.toggle();
    expect(panel()?.isOpen).toBe(false);
    expect(site.window.document.querySelectorAll('rapport-panel')).toHaveLength(1);
  });

  test('a tag with a position puts the launcher there', async () => {
    const site = await Site.open({ data: { position: 'start' } });
    await soon(() => expect(site.words('rapport-launcher')).toContain('340 points'));
    expect(site.window.document.querySelector('rapport-launcher')?.getAttribute('position')).toBe('start');
  });

  test('counts ahead what a basket would earn, and gives the offers of a place', async () => {
    const { rapport } = await Site.open();
    expect(await rapport.points.preview({ lines: [{ productId: 'bowl', totalMinor: 4_800 }] } as never)).toEqual({ points: 48 });
    expect(await rapport.offers.get({ placement: 'cart', basketMinor: 4_800 })).toEqual([{ id: 'o1' }]);
  });

  test('a demo fills the components with somebody, and asks nobody', async () => {
    const site = await Site.open({ data: { consent: 'denied' }, html: '<rapport-points></rapport-points><rapport-rewards></rapport-rewards>' });
    await site.rapport.demo();
    await soon(() => expect(site.words('rapport-points')).toContain('340 points'));
    await soon(() => expect(site.words('rapport-rewards')).toContain('A tin of oolong'));
    expect(site.paths().filter((path) => path !== 'GET /v1/config')).toEqual([]);
  });

  test('after a demo nothing leaves the page, whoever it is and whatever was agreed to: neither what is tracked nor what is called', async () => {
    const site = await Site.open({ html: '<rapport-points></rapport-points><rapport-recommendations></rapport-recommendations>' });
    await soon(() => expect(site.words('rapport-points')).toContain('340 points'));
    site.rapport.track('search', { search_term: 'before' });
    await site.rapport.demo();
    const before = site.sent.length;
    site.rapport.track('search', { search_term: 'x' });
    site.rapport.page();
    site.rapport.identify('e30.eyJzdWIiOiJhbmEifQ.x');
    site.rapport.consent('denied');
    site.rapport.consent('granted');
    await site.rapport.refresh();
    await site.rapport.demo();
    site.leave();
    expect(Object.keys(site.window.localStorage).filter((key) => key.includes('queue'))).toEqual([]);
    expect(site.sent.slice(before)).toEqual([]);
    await site.window.fetch('https://shop.example/basket');
    expect(site.paths().at(-1)).toBe('GET /basket');
  });

  test('after a demo the calls are answered by it, and the components follow', async () => {
    const { rapport, ...site } = await Site.open({ html: '<rapport-points></rapport-points>' }).then((one) => ({
      rapport: one.rapport,
      words: () => one.words('rapport-points'),
    }));
    void rapport.demo();
    await rapport.ready();
    expect((await rapport.rewards.list()).map(({ id }) => id)).toEqual(['demo-tin', 'demo-free', 'demo-ten', 'demo-cup']);
    expect(await rapport.rewards.redeem('demo-tin')).toMatchObject({ rewardId: 'demo-tin' });
    expect(await rapport.points.balance()).toMatchObject({ available: 140 });
    await soon(() => expect(site.words()).toContain('140 points'));
    await expect(rapport.rewards.redeem('none')).rejects.toMatchObject({ code: 'unknown-reward' });
    const wish = await rapport.watches.add('left-handed scissors', 'words');
    expect((await rapport.watches.list())[0]).toEqual(wish);
    await rapport.watches.remove(wish.id);
    expect((await rapport.watches.list()).some(({ id }) => id === wish.id)).toBe(false);
    expect((await rapport.recommendations.get({ count: 2 })).items[0]?.image).toMatch(/\/demo\/bowl\.svg$/);
    expect((await rapport.offers.get({ placement: 'cart', basketMinor: 1_000 }))[0]).toMatchObject({ id: 'demo-offer', missingMinor: 2_000 });
    expect(await rapport.points.preview({ lines: [{ productId: 'demo-0', totalMinor: 9_600 }] } as never)).toMatchObject({ points: 96 });
    const { messages } = await rapport.inbox.list();
    await rapport.inbox.read(messages.map(({ id }) => id));
    expect((await rapport.inbox.list()).messages.every(({ readAtMs }) => readAtMs !== null)).toBe(true);
  });

  test('own results go to the data layer, where the tag says so', async () => {
    const site = await Site.open({ data: { results: 'dataLayer' }, html: '<rapport-points></rapport-points>' });
    const { document, Event: SiteEvent } = site.window;
    await soon(() => {
      document.body.dispatchEvent(Object.assign(new SiteEvent('rapport-offer', { bubbles: true }), { offerId: 'o1', answer: 'taken' }));
      expect(site.window.dataLayer).toContainEqual({ event: 'select_promotion', promotion_id: 'o1' });
    });
  });
});

describe('pages that make it hard', () => {
  test('a tag manager that drops data attributes: the same names in the address', async () => {
    const site = await Site.open({ query: '?shop=pk_s1_x&consent=granted&locale=en', html: '<rapport-points></rapport-points>' });
    await soon(() => expect(site.words('rapport-points')).toContain('340 points'));
  });

  test('storage that is forbidden: everything works as long as the page', async () => {
    const site = await Site.open({ isStorageBlocked: true, html: '<rapport-points></rapport-points>' });
    await soon(() => expect(site.words('rapport-points')).toContain('340 points'));
    expect(site.complaints).toEqual([]);
  });

  test('a body that is swapped for another, as Turbo does it: what comes later comes to life, and the tag still listens', async () => {
    const site = await Site.open({ html: '<rapport-points></rapport-points>' });
    await soon(() => expect(site.words('rapport-points')).toContain('340 points'));
    const { document } = site.window;
    const body = document.createElement('body');
    body.innerHTML = '<rapport-points></rapport-points><rapport-watch query="matcha bowl"></rapport-watch>';
    document.documentElement.replaceChild(body, document.body);
    await soon(() => expect(site.words('rapport-points')).toContain('340 points'));
    await soon(() => expect(site.words('rapport-watch')).toContain('Tell me when it comes'));
    expect(site.complaints).toEqual([]);
  });
});
