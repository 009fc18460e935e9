/** Texts as a scanner reads them. */
/// <reference path="./jsbarcode.d.ts" />
import { CODE128B } from 'jsbarcode/bin/barcodes/CODE128/index.js';
import type { Sheet } from '../../kernel/files/paper.ts';

/** Whether a scanner can read a text as Code 128, in some width: it has no other letters than ASCII's. */
export const hasBars = (text: string): boolean => /^[ -~]{1,40}$/.test(text);

/** A text as the bars of Code 128 (ISO/IEC 15417), as wide as said. @throws Error for what has no bars */
export const bars = (sheet: Sheet, text: string, at: { x: number; y: number; width: number; height: number }): void => {
  if (!hasBars(text)) throw new Error(`${text} has no bars`);
  const modules: string = new CODE128B(text, {}).encode().data;
  const module = at.width / modules.length;
  for (const { index, 0: bar } of modules.matchAll(/1+/g)) {
    sheet.rect(at.x + index * module, at.y, bar.length * module, at.height);
  }
  sheet.fill('black');
};
