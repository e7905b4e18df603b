import 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** Text by file name, from `real-files.ts`; empty when the data are absent. */
    shopifyFiles?: Record<string, string>;
  }
}
