import type { DeliveryKind } from '@rapport/protocol';
import type { Context } from 'hono';
import type { Env } from '../env.ts';
import type { ShopDoor } from '../objects/ports.ts';
import type { Link } from '../platform/links.ts';
import type { ShopperClaims } from './tokens.ts';

/** What guards leave for routes. */
export interface App {
  Bindings: Env;
  Variables: {
    requestId: string;
    /** Set by every guard that knows the shop. */
    door: ShopDoor;
    shopper: ShopperClaims;
    staff: { email: string; role: string; sessionHash: string };
    setupShop: string;
    /** What a signed link out of a mail says. */
    link: Link;
    /** A delivery whose signature held: its body, exactly as it came. */
    delivery: { kind: DeliveryKind; text: string };
  };
}

export type AppContext = Context<App>;
