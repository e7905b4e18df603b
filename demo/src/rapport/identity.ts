import { SignJWT } from 'jose';
import type { RapportConfig } from '../config.ts';
import type { Person } from '../store/visits.ts';

/** Tells Rapport who is signed in, signed by the server: a page could claim to be anybody. Good for 30 minutes. */
export function identityToken(person: Person, config: RapportConfig): Promise<string> {
  return new SignJWT({ email: person.email, name: person.name, locale: person.locale })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setSubject(person.id)
    .setAudience(config.shopId)
    .setIssuedAt()
    .setExpirationTime('30 min')
    .sign(new TextEncoder().encode(config.identitySecret));
}
