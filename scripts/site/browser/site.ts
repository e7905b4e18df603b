import { bringMenu } from './menu.ts';
import { play } from './playground.ts';
import { bringSearch } from './search.ts';

// The script of the documentation: what a page says it says without it.

for (const button of document.querySelectorAll<HTMLButtonElement>('[data-copy]')) {
  button.hidden = false;
  button.addEventListener('click', () => {
    const text = button.parentElement?.querySelector('code')?.textContent ?? '';
    void navigator.clipboard.writeText(text).then(() => {
      button.textContent = 'Copied';
      setTimeout(() => (button.textContent = 'Copy'), 1_600);
    });
  });
}
// The address of this very house, where a document says the usual one.
for (const block of document.querySelectorAll('pre code')) {
  if (block.textContent.includes('http://localhost:8787')) block.textContent = block.textContent.replaceAll('http://localhost:8787', location.origin);
}
bringMenu();
bringSearch();
const stage = document.querySelector<HTMLElement>('[data-play]');
if (stage) void play(stage);
