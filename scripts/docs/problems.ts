import { PROBLEMS } from '@rapport/protocol/problem';

/** The page of refusals, from the only list of them. Each has a heading of its own, so that a problem's `type` can point at it. */
export function problemsPage(): string {
  const sections = Object.entries(PROBLEMS).map(
    ([code, { status, title, retryable }]) =>
      `## ${code}\n\n${title}.\n\nStatus ${status}. ${retryable ? 'Try again later; `retryAfterMs` says when, if known.' : 'Trying again changes nothing.'}\n`,
  );
  return `<!-- Written by \`npm run docs\` from packages/protocol/src/problem.ts. -->

# Problems

Every refusal is \`application/problem+json\` ([RFC 9457](https://www.rfc-editor.org/rfc/rfc9457)). The last part of its \`type\` is one of these codes.

${sections.join('\n')}`;
}
