import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Mailbox } from '../mailbox/mailbox.ts';
import type { DemoConfig } from '../serve/demo.ts';
import { makeShop, signIn, taken } from '../serve/shop.ts';

/** The owner of the demo shop; their sign-in code comes to the mailbox. */
export const OWNER_EMAIL = 'owner@morningmountain.example';

/** What a start knows when it opens the shop. */
export interface SeedAt {
  /** The worker's address as people type it. */
  readonly url: string;
  readonly secret: string;
  readonly demoPort: number;
  readonly configFile: string;
  readonly mailbox: Mailbox;
}

/** Pages that may use the shop's key: the demo shop by both names that this machine has. */
const originsOf = (port: number): string[] => [`http://localhost:${port}`, `http://127.0.0.1:${port}`];

/**
 * Makes the demo shop when there is none yet, and otherwise keeps it; when the ports have changed since, the shop is told where it is now.
 * Returns whether it is new.
 */
export async function openShop({ url, secret, demoPort, configFile, mailbox }: SeedAt): Promise<{ isNew: boolean; config: DemoConfig }> {
  if (!existsSync(configFile)) {
    const made = await makeShop(url, secret, {
      name: 'Morning Mountain 晨山',
      currency: 'EUR',
      timeZone: 'Asia/Taipei',
      locales: ['en', 'zh-Hant'],
      ownerEmail: OWNER_EMAIL,
      origins: originsOf(demoPort),
      slices: 1,
      mailFrom: 'hello@morningmountain.example',
    });
    const config = { rapportUrl: url, ...made };
    save(configFile, config);
    return { isNew: true, config };
  }
  const known = JSON.parse(readFileSync(configFile, 'utf8')) as DemoConfig;
  if (known.rapportUrl === url) return { isNew: false, config: known };
  const staff = await signIn(url, known.shopId, OWNER_EMAIL, mailbox);
  await taken(await staff('PATCH', '/v1/shop', { origins: originsOf(demoPort) }));
  const config = { ...known, rapportUrl: url };
  save(configFile, config);
  return { isNew: false, config };
}

const save = (file: string, config: DemoConfig): void => writeFileSync(file, JSON.stringify(config, null, 2), { mode: 0o600 });
