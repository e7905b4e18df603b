import { msg, str } from '@lit/localize';
import { css, html, nothing, type TemplateResult } from 'lit';
import type { ApiProblem } from '../api.ts';
import { icon } from './icons.ts';
import { problemWords } from './problem-words.ts';

/** How notices look; a page that shows one takes these styles in. */
export const noticeStyles = css`
  .notice {
    display: flex;
    gap: 12px;
    max-width: 560px;
    margin-top: 16px;
    padding: 12px 16px;
    border-left: 3px solid var(--jade);
    background: var(--jade-ground);
  }

  .notice.alarm {
    border-color: var(--alarm);
    background: var(--alarm-ground);
  }

  .notice.alarm > svg {
    color: var(--alarm);
  }

  .notice strong {
    display: block;
    font-weight: 600;
  }

  .notice ul {
    margin: 8px 0;
    padding-left: 20px;
  }

  .notice small {
    display: block;
    margin-top: 4px;
    font-size: 13px;
  }

  .notice a {
    color: inherit;
  }
`;

/** What was refused, in words. Heard at once by who can't see it. Nothing when there is no problem. */
export function problemNotice(problem: ApiProblem | null, more: TemplateResult | typeof nothing = nothing): TemplateResult {
  return html`<div role="alert">${problem ? body(problem, more) : nothing}</div>`;
}

/** Something that went well, said quietly. */
export function doneNotice(words: string | null): TemplateResult {
  return html`<div role="status">
    ${
      words
        ? html`<div class="notice">
            ${icon('done')}
            <p>${words}</p>
          </div>`
        : nothing
    }
  </div>`;
}

function body(problem: ApiProblem, more: TemplateResult | typeof nothing): TemplateResult {
  const { happened, means, remedy } = problemWords(problem);
  const { detail, issues = [], instance } = problem.body;
  return html`<div class="notice alarm">
    ${icon('refused')}
    <div>
      <p><strong>${happened}</strong> ${msg(str`${means} ${remedy}`)}</p>
      ${detail ? html`<small>${detail}</small>` : nothing}
      ${
        issues.length
          ? html`<ul>
              ${issues.map((issue) => html`<li><span class="code">${issue.path}</span>: ${issue.message}</li>`)}
            </ul>`
          : nothing
      }
      ${instance && problem.code === 'internal' ? html`<small>${msg(str`Number of this request: ${instance}`)}</small>` : nothing} ${more}
    </div>
  </div>`;
}
