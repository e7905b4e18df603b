import 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** Text by file name, from `real-files.ts`; empty when the data are absent. */
    shopifyFiles?: Record<string, string>;
    /** A feed's days as base64, by file name; empty when the data are absent. */
    merchantFiles?: Record<string, string>;
  }
}
