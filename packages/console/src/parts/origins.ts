/** Scheme, host and port of what a person typed: a pasted page address, or a bare host. What can't be read is given back as it is. */
export function originOf(typedText: string): string {
  const text = typedText.trim();
  if (text === '') return '';
  if (/\s/.test(text)) return text;
  const address = /^[a-z]+:\/\//i.test(text) ? text : `https://${text}`;
  return URL.canParse(address) ? new URL(address).origin : text;
}

/** One address a line. */
export function originsOf(typedText: string): string[] {
  return [...new Set(typedText.split('\n').map(originOf).filter(Boolean))];
}
