/** Makes a tag a component, where the page hasn't done so. In the build of the script tag only. */
export const define = (tag: string, element: CustomElementConstructor): void => {
  if (!customElements.get(tag)) customElements.define(tag, element);
};
