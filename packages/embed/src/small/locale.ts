/** The language is chosen by the loader, before anything else is loaded. In the build of the script tag only. */
export const useLocale = (): void => undefined;
