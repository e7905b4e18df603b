/**
 * What a picture is drawn from. These are the product's own traits, the ones a person would name
 * over the telephone: the form, the clay, where the glaze stops, which side the handle is on.
 */

/** Every material in the shop by one colour; the other tones follow from it. */
export const MATERIALS = {
  porcelain: '#f3f1ea',
  celadon: '#a9c3b1',
  jade: '#7fa68f',
  ash: '#cfc6b2',
  shino: '#e8d5c4',
  straw: '#d9c48f',
  tenmoku: '#3e2c22',
  iron: '#3b3b38',
  charcoal: '#33322f',
  ink: '#2c3338',
  cobalt: '#35506b',
  sky: '#a8bcc4',
  zhuni: '#a8512f',
  zisha: '#6d463a',
  duanni: '#c2a06a',
  moss: '#6f7a4e',
  pine: '#35584a',
  persimmon: '#c26b3d',
  rust: '#8e4a2b',
  madder: '#7a4038',
  sand: '#dcccb0',
  oat: '#e6dcc8',
  chalk: '#ece7dc',
  stone: '#a29c90',
  slate: '#6c7272',
  bamboo: '#cfa964',
  walnut: '#6f4d35',
  cherry: '#9c6245',
  oak: '#b98d5c',
  linen: '#dfd5c1',
  brass: '#b7924f',
  copper: '#b4704a',
  steel: '#b9bcbb',
  tin: '#a8a9a4',
  kraft: '#c7a67c',
  paper: '#f4efe3',
  rose: '#d3a79a',
  mustard: '#c79a3e',
  glass: '#cfdcd6',
} as const;

/** The name of a material. */
export type Material = keyof typeof MATERIALS;

/** How a tea lies on the paper. */
export type Leaf = 'ball' | 'strip' | 'needle' | 'bud' | 'flat' | 'powder' | 'stem' | 'curl' | 'chip';

/** What is painted on a cup, a bowl or a gaiwan. */
export type Motif =
  | 'none'
  | 'rings'
  | 'brush'
  | 'dots'
  | 'snow'
  | 'plum-branch'
  | 'rain'
  | 'swallow'
  | 'grass'
  | 'wave'
  | 'lotus'
  | 'reed'
  | 'moon'
  | 'leaf'
  | 'hills'
  | 'fish'
  | 'facets';

/** What a thrown body is made of. `line` is where the glaze stops, 0 at the rim, 1 at the foot. */
interface Clay {
  readonly clay: Material;
  readonly glaze?: Material;
  readonly line?: number;
  readonly runs?: number;
  readonly speckle?: number;
  readonly motif?: Motif;
  readonly paint?: Material;
}

/** All forms that the shop knows how to draw. */
export type Traits =
  | (Clay & {
      readonly form: 'teapot';
      readonly shape: 'pear' | 'round' | 'flat' | 'tall' | 'drum';
      readonly handle: 'back' | 'side' | 'over';
      readonly side?: 'left' | 'right';
      readonly knob: 'ball' | 'flat' | 'ring' | 'bridge' | 'twig';
      readonly spout: 'short' | 'curved' | 'straight';
    })
  | (Clay & { readonly form: 'gaiwan'; readonly shape: 'flared' | 'round' | 'straight'; readonly saucer: boolean })
  | (Clay & {
      readonly form: 'cup';
      readonly shape: 'tulip' | 'straight' | 'bell' | 'low' | 'tall' | 'round' | 'cone';
      readonly tea?: string;
      readonly pair?: boolean;
      readonly saucer?: boolean;
    })
  | (Clay & { readonly form: 'bowl'; readonly shape: 'wide' | 'deep' | 'hat'; readonly tea?: string })
  | (Clay & { readonly form: 'pitcher'; readonly handle: boolean; readonly see?: boolean; readonly tea?: string })
  | {
      readonly form: 'kettle';
      readonly build: 'iron' | 'goose' | 'stove' | 'electric' | 'glass' | 'clay';
      readonly metal: Material;
      readonly grip: Material;
      readonly dots?: boolean;
    }
  | {
      readonly form: 'tin';
      readonly shape: 'round' | 'square' | 'tall' | 'pair' | 'wood';
      readonly metal: Material;
      readonly label?: string;
      readonly band?: Material;
    }
  | {
      readonly form: 'pouch';
      readonly pack: 'bag' | 'block' | 'drum' | 'roll';
      readonly paper: Material;
      readonly label: string;
      readonly band: Material;
      readonly leaf: Leaf;
      readonly tone: string;
      readonly tone2?: string;
    }
  | {
      readonly form: 'cake';
      readonly shape: 'disc' | 'brick' | 'nest' | 'orange';
      readonly label: string;
      readonly band: Material;
      readonly tone: string;
    }
  | {
      readonly form: 'book';
      readonly cloth: Material;
      readonly ink: Material;
      readonly lines: readonly string[];
      readonly by: string;
      readonly motif: 'sun' | 'steam' | 'hills' | 'bowl' | 'rule' | 'leaf' | 'drop' | 'stairs' | 'window' | 'kettle';
      readonly sign: string;
      readonly thick?: number;
      readonly low?: boolean;
    }
  | {
      readonly form: 'paper';
      readonly kind: 'notebook' | 'cards' | 'sheets' | 'roll' | 'filters';
      readonly colour: Material;
      readonly second: Material;
    }
  | { readonly form: 'scoop'; readonly kind: 'boat' | 'spoon' | 'split'; readonly wood: Material; readonly tilt?: number }
  | {
      readonly form: 'tool';
      readonly kind: 'knife' | 'tongs' | 'whisk' | 'scissors' | 'strainer' | 'brush' | 'hourglass' | 'thermometer' | 'stand';
      readonly wood: Material;
      readonly metal: Material;
      readonly side?: 'left' | 'right';
    }
  | {
      readonly form: 'cloth';
      readonly kind: 'folded' | 'hung' | 'wrap';
      readonly colour: Material;
      readonly stripe: Material;
      readonly stripes: number;
    }
  | { readonly form: 'tray'; readonly kind: 'slats' | 'round' | 'boat' | 'stone'; readonly wood: Material; readonly second: Material };

/** Grounds a product may stand on: by day and by night, so that white and black ware keep their edge on both. */
export const GROUNDS = [
  ['#efe9dd', '#4a463d'],
  ['#e6e7df', '#40463f'],
  ['#ece2d6', '#4b4239'],
  ['#e3e6e4', '#3d4444'],
  ['#f0ead2', '#4a4636'],
  ['#e9e3e0', '#484240'],
] as const;
