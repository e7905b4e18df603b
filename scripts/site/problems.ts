import { PROBLEMS } from '@rapport/protocol/problem';
import type { SitePage } from './frame.ts';
import { html } from './html.ts';

/** Every refusal, from the only list of them. */
export const problemsPage = (): SitePage => ({
  path: '/docs/problems',
  title: 'Refusals',
  about: 'What the API refuses, with its status and whether trying again helps.',
  words: Object.keys(PROBLEMS).join(' '),
  body: html`<h1>Refusals</h1>
    <p class="lead">
      Every refusal is <code>application/problem+json</code> (<a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>). The last part of its
      <code>type</code> is one of these codes.
    </p>
    <div class="wide" role="group" aria-label="Refusals" tabindex="0">
      <table>
        <thead>
          <tr>
            <th scope="col">Code</th>
            <th scope="col">Status</th>
            <th scope="col">What it says</th>
            <th scope="col">Again?</th>
          </tr>
        </thead>
        <tbody>
          ${Object.entries(PROBLEMS).map(
            ([code, { status, title, retryable }]) =>
              html`<tr id="${code}">
                <th scope="row"><code>${code}</code></th>
                <td>${status}</td>
                <td>${title}.</td>
                <td>${retryable ? html`later; <code>retryAfterMs</code> says when` : 'changes nothing'}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`,
});
