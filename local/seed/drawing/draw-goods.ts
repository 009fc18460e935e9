/**
 * `node local/seed/drawing/draw-goods.ts [name …]`: draws the demo goods anew, two views of each, into local/seed/pictures.
 * That takes minutes, so that what is drawn is kept in the repository.
 */
import { writeFileSync } from 'node:fs';
import { webpEncoding } from '../../../shared/kernel/files/encode-webp.ts';
import { forms, rgb } from './forms.ts';
import { draw, type View } from './render.ts';

const side = 640;
const papers = ['ece5d8', 'e3e7e6', 'efe2d6', 'e6e4dc', 'e0e6ea'].map(rgb);
/** Goods that fill a picture from side to side. */
const large = [
  'tray',
  'cushion',
  'rolls',
  'brushes',
  'teapot',
  'teapot-blue',
  'basket',
  'plate',
  'lantern',
  'blanket',
  'vase',
];
const viewsOf = (paper: View['paper'], wide: number): readonly View[] => [
  { turn: 18, rise: 20, away: 4.6, at: 0.55, wide, paper },
  { turn: -52, rise: 44, away: 4.3, at: 0.45, wide, paper },
];

const encode = await webpEncoding();
const asked = process.argv.slice(2);
for (const [n, [name, form]] of Object.entries(forms).entries()) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  for (const [i, view] of viewsOf(papers[n % papers.length]!, large.includes(name) ? 0.4 : 0.32).entries()) {
    const data = draw(form, view, side);
    writeFileSync(
      new URL(`../pictures/${name}-${i + 1}.webp`, import.meta.url),
      encode({ width: side, height: side, data }, 82),
    );
    console.log(name, i + 1);
  }
}
