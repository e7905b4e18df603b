import { msg } from '@lit/localize';

/** How a field is compared, in words. */
export function wayName(how: string): string {
  const names: Readonly<Record<string, string>> = {
    '==': msg('is'),
    '!=': msg('is not'),
    '>=': msg('is at least'),
    '<=': msg('is at most'),
    '>': msg('is more than'),
    '<': msg('is less than'),
    'within-days': msg('within so many days'),
    'before-days': msg('longer ago than days'),
    'on-or-after': msg('on or after'),
    before: msg('before'),
    has: msg('includes'),
    'has-not': msg('does not include'),
    known: msg('is known'),
    unknown: msg('is not known'),
    'is-true': msg('is true'),
    'is-false': msg('is not true'),
  };
  return names[how] ?? how;
}
