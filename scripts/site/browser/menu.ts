/** On a narrow window the rail is behind a button. */
export function bringMenu(): void {
  const button = document.querySelector<HTMLButtonElement>('.menu');
  const rail = document.getElementById('rail');
  if (!button || !rail) return;
  button.hidden = false;
  document.documentElement.classList.add('scripted');
  const show = (open: boolean): void => {
    rail.classList.toggle('open', open);
    button.setAttribute('aria-expanded', String(open));
  };
  button.addEventListener('click', () => show(button.getAttribute('aria-expanded') !== 'true'));
  rail.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    show(false);
    button.focus();
  });
  rail.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
}
