import type { PropertyDeclaration, ReactiveElement } from 'lit';

// `@property` and `@state` of Lit without what serves other kinds of decorators than the ones TypeScript writes here. In the build of the script tag only.

type Decorator = (prototype: object, name: PropertyKey) => void;

/** Makes a field an attribute that draws the element anew. */
export const property =
  (options?: PropertyDeclaration): Decorator =>
  (prototype, name) =>
    (prototype.constructor as typeof ReactiveElement).createProperty(name, options);

/** Makes a field one that draws the element anew. */
export const state = (): Decorator => property({ state: true, attribute: false });

/** What the compiler calls for a decorated field: here each has one decorator. */
export const decorate = ([decorator]: readonly Decorator[], prototype: object, name: PropertyKey): void => decorator?.(prototype, name);
