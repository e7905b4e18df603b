import { codeOf, type Chosen } from './code.ts';

/** What the script tag gives, as much as is used here. */
interface Started {
  demo(): Promise<void>;
  open(place?: string): Promise<void>;
}

const chosenIn = (form: HTMLFormElement): Chosen => {
  const chosen: Chosen = { attributes: {}, slots: {}, tokens: {} };
  for (const field of form.elements) {
    if (!(field instanceof HTMLInputElement || field instanceof HTMLSelectElement)) continue;
    const [kind, name = ''] = field.name.split(/:(.*)/s);
    const usual = field.dataset['usual'] ?? '';
    if (kind === 'attribute' && field instanceof HTMLInputElement && field.type === 'checkbox') {
      if (field.checked) chosen.attributes[name] = '';
    } else if (kind === 'attribute' && field.value !== usual) chosen.attributes[name] = field.value;
    else if (kind === 'slot' && field.value) chosen.slots[name] = field.value;
    else if (kind === 'token' && field.value !== usual) chosen.tokens[name] = field.type === 'range' ? `${field.value}px` : field.value;
  }
  return chosen;
};

/** Shows the component with a person who doesn't exist, and follows the fields. Asks no worker for anything. */
export async function play(section: HTMLElement): Promise<void> {
  const tag = section.dataset['play'] ?? '';
  const stage = section.querySelector<HTMLElement>('[data-stage]');
  const form = section.querySelector('form');
  const code = section.querySelector('[data-code] code');
  if (!stage || !form || !code) return;
  form.addEventListener('submit', (event) => event.preventDefault());
  hear(section);
  const language = new URLSearchParams(location.search).get('language') ?? 'en';
  (form.elements.namedItem('language') as HTMLSelectElement).value = language;
  const path = '/rapport.module.js';
  const { start } = (await import(path)) as { start: (settings: object) => Started };
  const rapport = start({ shop: 'pk_example', consent: 'denied', locale: language });
  await rapport.demo();

  const element = document.createElement(tag);
  element.lang = language;
  stage.replaceChildren(element);
  if (tag === 'rapport-panel') stage.append(opener(() => rapport.open()));
  if (tag === 'rapport-launcher' || tag === 'rapport-panel') stage.append(note('It stands in the corner of the window.'));
  if (tag === 'rapport-consent') stage.append(note('It stands at the lower edge of the window. An answer given here is heard by nobody.'));

  const follow = (): void => {
    const chosen = chosenIn(form);
    for (const name of element.getAttributeNames()) if (name !== 'lang' && !(name in chosen.attributes)) element.removeAttribute(name);
    for (const [name, value] of Object.entries(chosen.attributes)) if (element.getAttribute(name) !== value) element.setAttribute(name, value);
    element.replaceChildren(
      ...Object.entries(chosen.slots).map(([slot, text]) => Object.assign(document.createElement('span'), { slot, textContent: text })),
    );
    for (const field of form.querySelectorAll<HTMLInputElement>('[name^="token:"]')) {
      const name = field.name.slice('token:'.length);
      const value = chosen.tokens[name];
      if (value === undefined) document.documentElement.style.removeProperty(name);
      else document.documentElement.style.setProperty(name, value);
    }
    stage.dataset['ground'] = (form.elements.namedItem('ground') as HTMLSelectElement).value.toLowerCase();
    code.textContent = codeOf(tag, chosen);
  };
  form.addEventListener('input', (event) => {
    if ((event.target as HTMLSelectElement).name === 'language') location.search = `?language=${(event.target as HTMLSelectElement).value}`;
    else follow();
  });
  follow();
}

const note = (words: string): HTMLElement => Object.assign(document.createElement('p'), { className: 'quiet', textContent: words });
const opener = (open: () => Promise<void>): HTMLElement => {
  const button = Object.assign(document.createElement('button'), { type: 'button', textContent: 'Open it' });
  button.addEventListener('click', () => void open());
  return button;
};

/** Says which event came, with what it carried, and lets the tag hear nothing of it. */
function hear(section: HTMLElement): void {
  const heard = section.querySelector('[data-heard]');
  for (const name of ['redeeming', 'redeem', 'offer', 'watch', 'select', 'seen', 'place', 'consent', 'forget'])
    addEventListener(
      `rapport-${name}`,
      (event) => {
        if (name === 'consent' || name === 'forget') event.stopImmediatePropagation();
        const carried = JSON.stringify(event, (key, value: unknown) => (key === 'isTrusted' ? undefined : value));
        if (heard) heard.textContent = `rapport-${name} ${carried === '{}' ? '' : carried}`.slice(0, 240);
      },
      { capture: true },
    );
}
