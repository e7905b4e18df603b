type Entry = readonly [path: string, title: string, about: string, words: string];

/** How many are shown. */
const SHOWN = 8;

/** How well a page answers; 0 = not at all. Every word must be found: in the title best, then in the sentence about it, then in what it holds. */
export function worth([, title, about, words]: Entry, asked: readonly string[]): number {
  let sum = 0;
  for (const word of asked) {
    const has = (text: string): boolean => text.toLowerCase().includes(word);
    const one = title.toLowerCase().startsWith(word) ? 8 : has(title) ? 5 : has(about) ? 2 : has(words) ? 1 : 0;
    if (!one) return 0;
    sum += one;
  }
  return sum;
}

/** Brings the field to life: pages by their words, chosen with the arrows or a click. */
export function bringSearch(): void {
  const form = document.querySelector<HTMLFormElement>('.search');
  const field = form?.querySelector('input');
  const list = document.getElementById('found');
  if (!form || !field || !list) return;
  form.hidden = false;
  let entries: Promise<readonly Entry[]> | undefined;
  let at = -1;
  const options = (): HTMLElement[] => [...list.querySelectorAll<HTMLElement>('[role=option]')];
  const mark = (next: number): void => {
    const all = options();
    at = all.length ? (next + all.length) % all.length : -1;
    all.forEach((option, index) => option.setAttribute('aria-selected', String(index === at)));
    field.setAttribute('aria-activedescendant', all[at]?.id ?? '');
    all[at]?.scrollIntoView({ block: 'nearest' });
  };
  const show = (open: boolean): void => {
    list.hidden = !open;
    field.setAttribute('aria-expanded', String(open));
  };
  const find = async (): Promise<void> => {
    entries ??= fetch('/docs/search.json').then((answer) => answer.json() as Promise<readonly Entry[]>);
    const asked = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    if (!asked.length) return show(false);
    const found = (await entries)
      .map((entry) => ({ entry, sum: worth(entry, asked) }))
      .filter(({ sum }) => sum)
      .toSorted((a, b) => b.sum - a.sum)
      .slice(0, SHOWN);
    list.replaceChildren(...(found.length ? found.map(({ entry }, index) => optionOf(entry, index)) : [nothingFound()]));
    at = -1;
    field.removeAttribute('aria-activedescendant');
    show(true);
  };
  field.addEventListener('input', () => void find());
  field.addEventListener('focus', () => void find());
  form.addEventListener('focusout', (event) => !form.contains(event.relatedTarget as Node | null) && show(false));
  field.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      mark(at + (event.key === 'ArrowDown' ? 1 : at < 0 ? 0 : -1));
    }
    if (event.key === 'Escape') show(false);
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    (options()[Math.max(0, at)]?.querySelector('a') as HTMLAnchorElement | null)?.click();
  });
  addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.target instanceof HTMLInputElement || event.composedPath()[0] instanceof HTMLInputElement) return;
    event.preventDefault();
    field.focus();
  });
}

const optionOf = ([path, title, about]: Entry, index: number): HTMLElement => {
  const option = document.createElement('li');
  option.id = `found-${index}`;
  option.setAttribute('role', 'option');
  const link = document.createElement('a');
  link.href = path;
  link.tabIndex = -1;
  const words = document.createElement('span');
  words.textContent = about;
  link.append(title, words);
  option.append(link);
  return option;
};

const nothingFound = (): HTMLElement => {
  const line = document.createElement('li');
  line.className = 'none';
  line.textContent = 'Nothing has these words.';
  return line;
};
