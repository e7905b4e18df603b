import { msg, str } from '@lit/localize';
import type { WebhookDelivery, WebhookEndpoint, WebhookTry, WebhookType } from '@rapport/protocol';

/** What each type of message tells, in the order they are offered. */
export const typeNames = (): readonly (readonly [WebhookType, string])[] => [
  ['points.earned', msg('Points were earned')],
  ['points.available', msg('Points can be spent')],
  ['points.spent', msg('Points were spent')],
  ['points.reversed', msg('Points were taken back')],
  ['points.expiring', msg('Points will lapse soon')],
  ['points.expired', msg('Points lapsed')],
  ['tier.changed', msg('Somebody’s tier changed')],
  ['reward.redeemed', msg('A reward was taken')],
];

/** A type in words; one that this console doesn't know yet says itself. */
export function typeName(type: string): string {
  if (type === 'webhook.test') return msg('Test');
  return typeNames().find(([name]) => name === type)?.[1] ?? type;
}

/** How an address stands. */
export function endpointState({ state, failingSinceMs }: WebhookEndpoint, since: (atMs: number) => string): string {
  if (state === 'off') return msg('Switched off');
  if (state === 'gone') return msg('Answered that it is gone; nothing is sent there');
  if (failingSinceMs !== null) return msg(str`Nothing has got through since ${since(failingSinceMs)}`);
  return msg('On');
}

/** What became of a message. */
export function deliveryState({ state, tries }: WebhookDelivery): string {
  const words: Record<WebhookDelivery['state'], string> = {
    waiting: tries === 0 ? msg('Waiting') : msg('Waiting for the next try'),
    sent: msg('Arrived'),
    failed: msg('Given up'),
    stopped: msg('Held back'),
  };
  return words[state];
}

/** How a try ended. */
export function outcomeWords({ outcome, status }: WebhookTry): string {
  const words: Record<WebhookTry['outcome'], string> = {
    sent: msg('Taken'),
    status: msg('Was refused'),
    redirect: msg('Sent elsewhere, which is not followed'),
    gone: msg('Gone'),
    timeout: msg('No answer within 15 seconds'),
    unreachable: msg('Could not be reached'),
    address: msg('Not on the open internet'),
  };
  return status === null ? words[outcome] : `${words[outcome]} (${status})`;
}
