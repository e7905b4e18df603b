import { msg } from '@lit/localize';
import { html, type TemplateResult } from 'lit';

/** A field to search a list; the search begins with Enter or the button, or when the field is emptied. */
export function searchForm(label: string, value: string, onSearch: (query: string) => void): TemplateResult {
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const field = (event.currentTarget as HTMLFormElement).querySelector('input');
    onSearch(field?.value.trim() ?? '');
  };
  const emptied = (event: Event) => {
    if ((event.currentTarget as HTMLInputElement).value === '') onSearch('');
  };
  return html`<form class="search" role="search" aria-label=${label} @submit=${submit}>
    <input type="search" aria-label=${label} placeholder=${label} autocomplete="off" maxlength="200" .value=${value} @input=${emptied} />
    <button>${msg('Search')}</button>
  </form>`;
}
