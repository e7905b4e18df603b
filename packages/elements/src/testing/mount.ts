import axe from 'axe-core';
import type { LitElement } from 'lit';
import { vi } from 'vitest';
import type { Client } from '@rapport/client';
import { provideClient } from '../internal/client-context.ts';

/** The two grounds every element must look right on: the ink is all an element is told. */
export const GROUNDS = { light: ['#faf8f4', '#1b1b18'], dark: ['#161613', '#f1efe8'] } as const;
export type Ground = keyof typeof GROUNDS;

/** Lays the page out anew with one element on it, gives the element its client, and waits until it has drawn. */
export const mount = async <T extends keyof HTMLElementTagNameMap>(
  tag: T,
  client: Client | null,
  attributes: Readonly<Record<string, string>> = {},
  ground: Ground = 'light',
): Promise<HTMLElementTagNameMap[T] & LitElement> => {
  [document.body.style.background, document.body.style.color] = GROUNDS[ground];
  document.body.style.font = '16px/1.5 system-ui, sans-serif';
  document.documentElement.lang = client?.locale ?? 'en';
  document.body.replaceChildren();
  if (client) provideClient(client);
  const element = document.createElement(tag) as HTMLElementTagNameMap[T] & LitElement;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  document.body.append(element);
  await client?.load();
  await element.updateComplete;
  return element;
};

/** Lets whatever is on its way into sight arrive at once: half shown, a sheet has half its contrast. What is held stays. */
const arrive = (root: Document | ShadowRoot): void => {
  for (const animation of root.getAnimations())
    if (animation.playState !== 'paused' && Number.isFinite(animation.effect?.getComputedTiming().endTime)) animation.finish();
  for (const { shadowRoot } of root.querySelectorAll('*')) if (shadowRoot) arrive(shadowRoot);
};

/** What axe finds wrong with an element, as sentences; [] is what we want. */
export const violations = async (element: Element): Promise<string[]> => {
  arrive(document);
  const { violations: found } = await axe.run(element, { rules: { region: { enabled: false } } });
  return found.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html} ${node.failureSummary ?? ''}`));
};

/** The words an element shows, white space made one. */
export const words = (element: Element): string => (element.shadowRoot?.textContent ?? '').replace(/\s+/g, ' ').trim();

/** The first part of an element that fits a selector; a test that asks for what isn't there fails here. */
export const part = <E extends HTMLElement = HTMLElement>(element: Element, selector: string): E => {
  const found = element.shadowRoot?.querySelector<E>(selector);
  if (!found) throw new Error(`There is no ${selector} in ${element.localName}`);
  return found;
};

/** What has the focus within an element; a test that goes on from nothing fails here. */
export const focused = (element: Element): HTMLElement => {
  const found = element.shadowRoot?.activeElement;
  if (!(found instanceof HTMLElement)) throw new Error(`Nothing in ${element.localName} has the focus`);
  return found;
};

/** Waits until a check holds; long enough for a busy machine, no longer than needed. */
export const soon = <T>(check: () => T): Promise<T> => vi.waitFor(check, { timeout: 8000, interval: 20 });
