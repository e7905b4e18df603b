/** The oracle that reads what we encrypt for browsers; it comes without types. */
declare module 'http_ece' {
  export function decrypt(
    body: Uint8Array,
    options: { readonly version: string; readonly privateKey: unknown; readonly authSecret: string },
  ): Uint8Array;
}
