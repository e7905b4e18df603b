/** 32 bytes in base64, in the one form an encoder writes. */
const FORM = /^[A-Za-z0-9+/]{43}=$/;

/**
 * Whether a shop system signed these bytes: HMAC-SHA256 over the body alone, base64. Shopify and WooCommerce both do it so, which means that nothing but the body
 * is vouched for: neither topic, nor shop, nor the time.
 */
export const isSignedBody = async (secret: string, body: Uint8Array, signature: string | null): Promise<boolean> => {
  if (secret === '' || signature === null || !FORM.test(signature)) return false;
  const given = atob(signature);
  // The last sign before "=" holds two bits that a lenient reader ignores.
  if (btoa(given) !== signature) return false;
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['verify']);
  return crypto.subtle.verify(
    'HMAC',
    key,
    Uint8Array.from(given, (sign) => sign.charCodeAt(0)),
    body,
  );
};
