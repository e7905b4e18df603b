import { sha256 } from './hash.ts';

/**
 * Where a shop's objects live. Decided when the shop is created and never changed, because a jurisdiction changes an object's id.
 * Plain workerd implements neither: leave it out there.
 */
export interface Placement {
  readonly jurisdiction?: DurableObjectJurisdiction;
  readonly locationHint?: DurableObjectLocationHint;
}

/** The name of an object. Parts are prefixed with their length before hashing, so that `['a:b', 'c']` and `['a', 'b:c']` never meet. */
export const objectName = (parts: readonly string[]): Promise<string> => sha256(parts.map((part) => `${part.length}:${part}`).join(''));

/** The object that these parts name. The only place where names and placement are made. */
export const locate = async <T extends Rpc.DurableObjectBranded | undefined>(
  namespace: DurableObjectNamespace<T>,
  parts: readonly string[],
  placement: Placement = {},
): Promise<DurableObjectStub<T>> => {
  const name = await objectName(parts);
  const place = placement.jurisdiction === undefined ? namespace : namespace.jurisdiction(placement.jurisdiction);
  return place.getByName(name, placement.locationHint === undefined ? {} : { locationHint: placement.locationHint });
};
