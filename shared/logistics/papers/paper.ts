/** Setting type on paper, in Chinese and everything else that Noto Sans SC has. */
/// <reference path="./jsbarcode.d.ts" />
import { CODE128B } from 'jsbarcode/bin/barcodes/CODE128/index.js';
import PDFDocument from 'pdfkit';
import type { Instant } from '../../kernel/values/clock.ts';
import { font } from './font.ts';

/** A page's edges in points, of which 72 are an inch. */
export const formats = { a4: { size: [595, 842], margin: 42 }, label: { size: [298, 420], margin: 16 } } as const;

export type Sheet = PDFKit.PDFDocument;

/**
 * A PDF with what `draw` puts on it. The font is embedded with the characters that are used, and no others.
 * @param at when it was made, as the file itself says
 */
export const paper = async (
  { format, title, at }: { format: keyof typeof formats; title: string; at: Instant },
  draw: (sheet: Sheet) => void,
): Promise<Buffer> => {
  const { size, margin } = formats[format];
  // Without a font of its own: the standard ones are files that no bundle has.
  const sheet = new PDFDocument({
    size: [...size],
    margin,
    font: '',
    info: { Title: title, Producer: 'Jishi', Creator: 'Jishi', CreationDate: new Date(at) },
  });
  const chunks: Buffer[] = [];
  sheet.on('data', (chunk: Buffer) => chunks.push(chunk));
  const { promise, resolve } = Promise.withResolvers<void>();
  sheet.on('end', resolve);
  sheet.registerFont('text', font()).font('text');
  draw(sheet);
  sheet.end();
  await promise;
  return Buffer.concat(chunks);
};

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
