/** All places of a JSON value that hold something plain, as paths. */
export function leaves(value: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, one]) => leaves(one, [...path, Array.isArray(value) ? Number(key) : key]));
}

/** What stands there. */
export const at = (value: unknown, path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>((inner, key) => (inner as Record<string | number, unknown>)[key], value);

/** The value with another one in one place. */
export function put(value: unknown, path: readonly (string | number)[], leaf: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return leaf;
  if (Array.isArray(value)) return value.map((one: unknown, index) => (index === key ? put(one, rest, leaf) : one));
  return { ...(value as object), [key]: put((value as Record<string, unknown>)[key], rest, leaf) };
}
