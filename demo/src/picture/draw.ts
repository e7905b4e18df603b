import { drawCake } from './cake.ts';
import { drawCloth, drawScoop } from './cloth.ts';
import { frame } from './ground.ts';
import { drawKettle } from './kettle.ts';
import { drawPouch } from './pouch.ts';
import { drawBook, drawPaper } from './paper.ts';
import { chance, escape } from './pen.ts';
import { drawTeapot } from './teapot.ts';
import { drawTin } from './tin.ts';
import { drawTool } from './tool.ts';
import { drawTray } from './tray.ts';
import { GROUNDS, type Traits } from './traits.ts';
import { drawBowl, drawCup, drawGaiwan, drawPitcher } from './ware.ts';

function draw(t: Traits, random: () => number): string {
  switch (t.form) {
    case 'teapot':
      return drawTeapot(t, random);
    case 'gaiwan':
      return drawGaiwan(t, random);
    case 'cup':
      return drawCup(t, random);
    case 'bowl':
      return drawBowl(t, random);
    case 'pitcher':
      return drawPitcher(t, random);
    case 'kettle':
      return drawKettle(t);
    case 'tin':
      return drawTin(t);
    case 'pouch':
      return drawPouch(t, random);
    case 'cake':
      return drawCake(t, random);
    case 'book':
      return drawBook(t);
    case 'paper':
      return drawPaper(t, random);
    case 'scoop':
      return drawScoop(t);
    case 'tool':
      return drawTool(t);
    case 'cloth':
      return drawCloth(t);
    case 'tray':
      return drawTray(t);
  }
}

/** The picture of one product, the same for ever for the same handle and traits. */
export function picture(handle: string, title: string, traits: Traits): string {
  const random = chance(handle);
  const ground = Math.floor(random() * GROUNDS.length);
  return frame(`<g transform="translate(-26 -30) scale(1.13)">${draw(traits, random)}</g>`, ground, escape(title));
}
