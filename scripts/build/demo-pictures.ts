import type { ProductSeed } from '../../demo/catalogue/index.ts';
import { ARRIVALS, CATALOGUE } from '../../demo/catalogue/index.ts';
import { picture } from '../../demo/src/picture/draw.ts';

const seedOf = (handle: string): ProductSeed['picture'] => {
  const seed = [...CATALOGUE, ...ARRIVALS].find((one) => one.handle === handle);
  if (!seed) throw new Error(`The demo shop has no ${handle}.`);
  return seed.picture;
};

/** What `rapport.demo()` shows of its four products, by path below dist/static: drawn as the demo shop draws its own, so that they look like a shop's. */
export const demoPictures = (): Record<string, string> => ({
  'demo/bowl.svg': picture('demo-bowl', 'Tea bowl', seedOf('shino-matcha-bowl')),
  'demo/oolong.svg': picture('demo-oolong', 'Oolong', seedOf('alishan-first-spring')),
  'demo/kettle.svg': picture('demo-kettle', 'Kettle', seedOf('arare-iron-kettle')),
  'demo/book.svg': picture('demo-book', 'Book', {
    ...{ form: 'book', cloth: 'rust', ink: 'oat', motif: 'kettle' },
    ...{ lines: ['The Book', 'of Steam'], by: 'H. Varga', sign: '蒸汽之書' },
  }),
});
