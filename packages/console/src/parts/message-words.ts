import { msg } from '@lit/localize';
import type { ChannelView, Trace } from '@rapport/protocol';

/** A channel by its name. */
export const channelName = (channel: Trace['channel']): string => ({ inbox: msg('Inbox'), email: msg('E-mail'), push: msg('Push') })[channel];

/** What was decided. */
export const outcomeName = (outcome: Trace['outcome']): string => ({ sent: msg('Sent'), held: msg('Held'), 'not-sent': msg('Not sent') })[outcome];

/** What is said, by its kind. */
export const kindName = (kind: Trace['kind']): string => kindNames()[kind];

/** Every kind of message, in the order in which a choice lists them. */
export const kindNames = (): Readonly<Record<Trace['kind'], string>> => ({
  arrival: msg('A wish came in'),
  price: msg('A price fell'),
  stock: msg('It is back in stock'),
  reminder: msg('Reminder of a purchase'),
  replenish: msg('Something is used up'),
  renewal: msg('Offer a renewal'),
  offer: msg('An offer'),
  stage: msg('A stage begins'),
  points: msg('Points will lapse'),
  'confirm-email': msg('Asking for an address'),
});

/** The one reason, in words. */
export const reasonWords = (reason: Trace['reason']): string => reasonNames()[reason];

/** Every reason there is, in the order of what was sent, held and not sent. */
export const reasonNames = (): Readonly<Record<Trace['reason'], string>> => ({
  'asked-for': msg('They asked for it'),
  service: msg('It concerns something of theirs'),
  promotional: msg('They agreed to offers'),
  digest: msg('They want it once a day or week'),
  'cap-day': msg('Enough for one day'),
  'cap-week': msg('Enough for one week'),
  'cap-month': msg('Enough for one month'),
  'minimum-gap': msg('Too soon after the last one'),
  'quiet-hours': msg('It is night where they live'),
  'send-window': msg('Outside the times to send'),
  outranked: msg('Something more important goes first'),
  'channel-failed': msg('The channel failed'),
  'no-consent': msg('They did not agree to messages'),
  'all-off': msg('They turned everything off'),
  'purpose-off': msg('They turned this kind off here'),
  'address-unconfirmed': msg('The address is not confirmed yet'),
  'no-address': msg('No address'),
  'channel-off': msg('The channel is not set up'),
  holdout: msg('They are in the group without offers'),
  rule: msg('A rule of yours'),
  'already-told': msg('They were told before'),
  'not-available': msg('It can no longer be bought'),
  stale: msg('It was too old to be said'),
});

/** What a channel lacks. */
export const missingWords = (missing: ChannelView['missing'][number]): string =>
  ({
    sender: msg('Give the address that mail is sent from, in Settings.'),
    'mail-server': msg('Rapport knows no way to send mail: set SMTP_URL, MAIL_API or the EMAIL binding.'),
    'public-url': msg('Rapport does not know its own address: set PUBLIC_URL.'),
  })[missing];

/** A mail by its name. */
export const templateName = (id: string): string =>
  ({
    arrival: msg('A wish came in'),
    digest: msg('Several at once'),
    price: msg('A price fell'),
    reminder: msg('What was bought is remembered'),
    stage: msg('A stage begins'),
    'confirm-email': msg('Asking for an address'),
    'sign-in': msg('Sign-in code for staff'),
  })[id] ?? id;
