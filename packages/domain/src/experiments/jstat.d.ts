/** The part of jstat that is used; the package has no types of its own. @see https://jstat.github.io/distributions.html */
declare module 'jstat' {
  interface StudentT {
    /** The value that Student's t with `dof` degrees of freedom stays under with probability `p`. */
    inv(p: number, dof: number): number;
  }
  interface JStat {
    readonly studentt: StudentT;
  }
  const jstat: JStat;
  // oxlint-disable-next-line import/no-default-export -- that is how the package exports
  export default jstat;
}
