import type { LayerDefinition, ProfileField } from '@rapport/protocol';

/** What a notice to the owner is said with. */
export interface OwnerMail {
  readonly shop: string;
  readonly currency: string;
  readonly timeZone: string;
  /** The shop's own layers and questions, for their names. */
  readonly layers: readonly Pick<LayerDefinition, 'id' | 'name'>[];
  readonly fields: readonly Pick<ProfileField, 'id' | 'label'>[];
  /** Where the console stands, with a slash at the end. */
  readonly console: string;
}

/** A table of a notice. */
export interface Part {
  readonly heading: string;
  readonly rows: readonly { readonly name: string; readonly value: string }[];
}

/** A notice in words. */
export interface Said {
  readonly subject: string;
  readonly lead: string;
  readonly parts: readonly Part[];
  /** Page of the console where there is more of it. */
  readonly path: string;
  readonly button: string;
}
