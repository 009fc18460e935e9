/** Setting type on paper, in Chinese and everything else that Noto Sans SC has. */
import PDFDocument from 'pdfkit';
import type { Instant } from '../values/clock.ts';
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

/** A column of a table of lines. */
export interface Column<L> {
  readonly title: string;
  readonly width: number;
  readonly of: (line: L) => string;
  readonly align?: 'right';
}

interface Row<L> {
  /** What stands below its columns, over the whole width. */
  readonly below?: (line: L) => string;
  /** What a row takes at the least. */
  readonly height: number;
  /** What else is drawn in a row, from its top. */
  readonly beside?: (line: L, y: number) => void;
}

/** Rows with a rule below each, and the head again on every page. */
export const rows = <L>(
  sheet: Sheet,
  lines: readonly L[],
  columns: readonly Column<L>[],
  { below = () => '', height, beside }: Row<L>,
): void => {
  const { margin } = formats.a4;
  const bottom = sheet.page.height - margin - 60;
  const whole = { width: sheet.page.width - 2 * margin };
  const row = (texts: readonly string[], least: number, under = ''): void => {
    const top = sheet.y;
    let x = margin;
    let end = top + least;
    columns.forEach(({ width, align }, i) => {
      sheet.text(texts[i]!, x, top, { width: width - 10, align: align ?? 'left' });
      end = Math.max(end, sheet.y);
      x += width;
    });
    sheet.x = margin;
    sheet.y = end;
    if (under) sheet.text(under, whole);
    sheet.y += 6;
    sheet.moveTo(margin, sheet.y - 3).lineTo(sheet.page.width - margin, sheet.y - 3).lineWidth(0.5).stroke('#aaaaaa');
    sheet.fillColor('black');
  };
  const titles = (): void => {
    sheet.fontSize(9).fillColor('#555555');
    row(columns.map(({ title }) => title), 12);
    sheet.fontSize(10);
  };
  titles();
  for (const line of lines) {
    const texts = columns.map(({ of }) => of(line));
    const under = below(line);
    const tall = columns.map(({ width }, i) => sheet.heightOfString(texts[i]!, { width: width - 10 }));
    const more = under ? sheet.heightOfString(under, whole) : 0;
    if (sheet.y + Math.max(height, ...tall) + more > bottom) {
      sheet.addPage();
      titles();
    }
    beside?.(line, sheet.y);
    row(texts, height, under);
  }
};
