/** An invoice or credit note as a file. Its words stand in both languages: who files it may read another than who asked. */
import { formats, paper, rows, type Sheet } from '../kernel/files/paper.ts';
import { written } from '../kernel/values/money.ts';
import type { LocalText } from '../kernel/values/text.ts';
import type { Invoice } from './invoice.ts';

const names = {
  invoice: { ordinary: '普通发票  Invoice', special: '增值税专用发票  Tax invoice' },
  'credit-note': { ordinary: '红字发票  Credit note', special: '红字增值税专用发票  Tax credit note' },
} as const;

const both = ({ zh, en }: LocalText): string => [...new Set([zh, en])].filter(Boolean).join('\n');
const percent = (rate: number): string => `${rate / 100}%`;

/** The file of an invoice that has its number. */
export const invoicePaper = (invoice: Invoice): Promise<Buffer> => {
  const name = names[invoice.what][invoice.kind];
  return paper(
    { format: 'a4', title: `${name} ${invoice.number}`, at: invoice.numberedAt! },
    (sheet) => {
      head(sheet, invoice, name);
      rows(sheet, invoice.lines, [
        { title: '货物或服务  Goods or services', width: 205, of: ({ text }) => both(text) },
        { title: '数量  Units', width: 50, of: ({ quantity }) => String(quantity ?? ''), align: 'right' },
        { title: '税率  Rate', width: 50, of: ({ rate }) => percent(rate), align: 'right' },
        { title: '不含税  Net', width: 68, of: ({ net }) => written(net), align: 'right' },
        { title: '税额  Tax', width: 68, of: ({ tax }) => written(tax), align: 'right' },
        { title: '金额  Gross', width: 70, of: ({ gross }) => written(gross), align: 'right' },
      ], { height: 14 });
      const { margin } = formats.a4;
      sheet.moveDown().text(`不含税  Net  ${written(invoice.net)}`, margin, sheet.y, { align: 'right' });
      sheet.text(`税额  Tax  ${written(invoice.tax)}`, { align: 'right' });
      sheet.fontSize(13).text(`价税合计  Total  ${written(invoice.gross)}`, { align: 'right' });
    },
  );
};

const head = (sheet: Sheet, { number, numberedAt, issuer, to, orderId, of }: Invoice, name: string): void => {
  const { margin } = formats.a4;
  sheet.fontSize(20).text(name).moveDown(0.4).fontSize(9);
  sheet.text(`发票号码  Number  ${number}`).text(`开票日期  Date  ${numberedAt!.slice(0, 10)}`);
  if (of) sheet.text(`对应原发票  Takes back of invoice  ${of.number}`);
  if (orderId) sheet.text(`订单  Order  ${orderId}`);
  sheet.moveDown();
  const half = (sheet.page.width - 2 * margin) / 2;
  const top = sheet.y;
  const party = (title: string, of: { name: string; taxNumber?: string | undefined }, x: number): number => {
    sheet.fillColor('#555555').text(title, x, top, { width: half - 12 });
    sheet.fillColor('black').text(of.name, { width: half - 12 });
    if (of.taxNumber) sheet.text(`税号  Tax number  ${of.taxNumber}`, { width: half - 12 });
    return sheet.y;
  };
  const ends = [party('销售方  Seller', issuer, margin), party('购买方  Buyer', to, margin + half)];
  sheet.x = margin;
  sheet.y = Math.max(...ends) + 16;
};
