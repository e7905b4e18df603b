// Lit's `css` for browsers that adopt style sheets. Those that don't can't read the rest of the script either (static blocks came at the same time), so the way round
// by a style element, which strict pages forbid anyway, need not travel. In the build of the script tag only.

/** A style sheet that every element of a kind shares, made when the first of them is. */
export class CSSResult {
  readonly _$cssResult$ = true;
  readonly cssText: string;
  #sheet: CSSStyleSheet | undefined;

  constructor(cssText: string) {
    this.cssText = cssText;
  }

  get styleSheet(): CSSStyleSheet {
    if (!this.#sheet) {
      this.#sheet = new CSSStyleSheet();
      this.#sheet.replaceSync(this.cssText);
    }
    return this.#sheet;
  }
}

/** A style sheet from a template. Values are other sheets or numbers of our own; nothing of a page comes here. */
export const css = (strings: TemplateStringsArray, ...values: readonly (CSSResult | number)[]): CSSResult =>
  new CSSResult(String.raw({ raw: strings }, ...values.map((value) => (value instanceof CSSResult ? value.cssText : value))));

export const unsafeCSS = (text: unknown): CSSResult => new CSSResult(String(text));
export const adoptStyles = (root: ShadowRoot, styles: readonly CSSResult[]): void => {
  root.adoptedStyleSheets = styles.map(({ styleSheet }) => styleSheet);
};
export const getCompatibleStyle = <T>(style: T): T => style;
export const supportsAdoptingStyleSheets = true;
