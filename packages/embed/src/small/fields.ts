/** A field that draws the element anew and is no attribute: Lit's `@state`. In the build of the script tag only. */
export const state = { state: true, attribute: false } as const;
