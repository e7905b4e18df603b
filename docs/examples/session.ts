import { Client } from '@rapport/client';
import type { ConsentRecord } from '@rapport/protocol';

/** Where your Rapport is, and your shop's publishable key (console, Settings). */
declare const RAPPORT: { readonly host: string; readonly key: string };

/**
 * Your own back end says who is signed in: it signs a short-lived token with the shop's identity secret (docs: POST /v1/identify). Rapport answers with
 * the shopper's session, which this page keeps as long as it stands.
 */
let known: Promise<{ token: string } | null> | null = null;

const signIn = async (): Promise<{ token: string } | null> => {
  const mine = await fetch('/identity-token');
  if (!mine.ok) return null;
  const { identityToken } = (await mine.json()) as { identityToken: string };
  // Points need no consent; what is looked at and mails do. Ask with <rapport-consent>, or your own dialog.
  const consent: ConsentRecord = { personalisation: 'denied', messages: 'denied', source: 'api', words: '' };
  const answer = await fetch(`${RAPPORT.host}/v1/identify?key=${RAPPORT.key}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ identityToken, consent }),
  });
  return answer.ok ? ((await answer.json()) as { token: string }) : null;
};

/** One client a page; all components share it. */
export const client = new Client({
  host: RAPPORT.host,
  key: RAPPORT.key,
  locale: document.documentElement.lang,
  session: (renew = false) => (known = renew || !known ? signIn() : known),
});
