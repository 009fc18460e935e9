/** What goes with a parcel on paper. */
import * as z from 'zod';
import { formats, paper, rows, type Sheet } from '../../kernel/files/paper.ts';
import type { PostalAddress } from '../../kernel/values/address.ts';
import type { Instant } from '../../kernel/values/clock.ts';
import { Problem } from '../../kernel/problems.ts';
import { inLocale, type Locale } from '../../kernel/values/text.ts';
import type { Shipment, ShippedLine } from '../shipment.ts';
import { bars, hasBars } from './bars.ts';

/** For who packs; for who receives; and what sticks on each package where no carrier gives its own. */
export type PaperKind = z.infer<typeof PaperKind>;
export const PaperKind = z.enum(['packing-list', 'delivery-note', 'label']);

const words = {
  zh: {
    'packing-list': '装箱单',
    'delivery-note': '送货单',
    label: '运单标签',
    order: '订单',
    shipment: '包裹',
    waybill: '运单号',
    from: '寄件人',
    to: '收件人',
    code: '商家编码',
    goods: '商品',
    quantity: '数量',
    picture: '图片见订单',
    packed: '已装',
    units: (count: number) => `共 ${count} 件`,
    packages: (count: number, grams: number) => `${count} 个包装，${(grams / 1000).toFixed(2)} 公斤`,
    part: (one: number, all: number) => `第 ${one} / ${all} 个包装`,
    received: '收货人签字',
    date: '日期',
  },
  en: {
    'packing-list': 'Packing list',
    'delivery-note': 'Delivery note',
    label: 'Shipping label',
    order: 'Order',
    shipment: 'Shipment',
    waybill: 'Waybill',
    from: 'From',
    to: 'To',
    code: 'Code',
    goods: 'Goods',
    quantity: 'Quantity',
    picture: 'see the picture in the order',
    packed: 'Packed',
    units: (count: number) => `${count} units in all`,
    packages: (count: number, grams: number) => `${count} packages, ${(grams / 1000).toFixed(2)} kg`,
    part: (one: number, all: number) => `Package ${one} of ${all}`,
    received: 'Received by',
    date: 'Date',
  },
} as const;
type Words = (typeof words)[Locale];

/**
 * One of the papers of a shipment, as a PDF.
 * @throws Problem illegal-step when the shipment is cancelled, dispatch-missing for a label that names no sender
 */
export const paperOf = (shipment: Shipment, kind: PaperKind, locale: Locale, at: Instant): Promise<Buffer> => {
  if (shipment.state === 'cancelled') throw new Problem('illegal-step', 'The shipment is cancelled');
  const w = words[locale];
  const title = `${w[kind]} ${shipment.id}`;
  if (kind === 'label') {
    if (!shipment.from) throw new Problem('dispatch-missing');
    const { from } = shipment;
    return paper({ format: 'label', title, at }, (sheet) => labels(sheet, shipment, from, w));
  }
  return paper({ format: 'a4', title, at }, (sheet) => {
    head(sheet, shipment, kind, w);
    (kind === 'packing-list' ? packingRows : deliveryRows)(sheet, shipment, locale);
  });
};

const totalOf = (lines: readonly ShippedLine[]): number => lines.reduce((all, { quantity }) => all + quantity, 0);

const addressLines = ({ name, phone, street, city, region, postalCode, country }: PostalAddress): string =>
  [`${name}  ${phone}`, street, [city, region, postalCode].filter(Boolean).join(' '), country].join('\n');

const head = (sheet: Sheet, { id, orderId, waybill, from, to, parcels }: Shipment, kind: PaperKind, w: Words): void => {
  const { margin } = formats.a4;
  const right = sheet.page.width - margin;
  sheet.fontSize(20).text(w[kind]).moveDown(0.4).fontSize(9);
  const number = waybill ?? id;
  if (hasBars(number)) bars(sheet, number, { x: right - 200, y: margin, width: 200, height: 34 });
  sheet.fillColor('black').text(`${w.order}  ${orderId}`).text(`${w.shipment}  ${id}`);
  if (waybill) sheet.text(`${w.waybill}  ${waybill}`);
  if (parcels.length > 0) {
    sheet.text(w.packages(parcels.length, parcels.reduce((all, { weight }) => all + weight, 0)));
  }
  sheet.moveDown();
  const top = sheet.y;
  const half = (right - margin) / 2;
  const party = (title: string, address: PostalAddress, x: number): number => {
    sheet.fillColor('#555555').text(title, x, top, { width: half - 12 });
    sheet.fillColor('black').text(addressLines(address), { width: half - 12 });
    return sheet.y;
  };
  const ends = [...(from ? [party(w.from, from, margin)] : []), party(w.to, to, margin + half)];
  sheet.x = margin;
  sheet.y = Math.max(...ends) + 16;
};

const goodsOf = (locale: Locale) => ({ title, specText }: ShippedLine): string =>
  [inLocale(title, locale), specText && inLocale(specText, locale)].filter(Boolean).join('\n');

const chosenIn = (locale: Locale) => ({ chosen = [] }: ShippedLine): string =>
  chosen.map(({ kind, name, value, label }) => {
    const said = kind === 'picture' ? words[locale].picture : label ? inLocale(label, locale) : value;
    return `${inLocale(name, locale)}: ${said}`;
  }).join('\n');

/** With the bars of each code, so that packing can be confirmed from the sheet where the goods carry none. */
const packingRows = (sheet: Sheet, { lines }: Shipment, locale: Locale): void => {
  const w = words[locale];
  const { margin } = formats.a4;
  const barred = (line: ShippedLine): string => hasBars(line.code) ? line.code : line.skuId;
  rows(
    sheet,
    lines,
    [
      { title: w.code, width: 190, of: ({ code }) => code },
      { title: w.goods, width: 215, of: goodsOf(locale) },
      { title: w.quantity, width: 56, of: ({ quantity }) => String(quantity) },
      { title: w.packed, width: 50, of: () => '' },
    ],
    {
      below: chosenIn(locale),
      height: 46,
      beside: (line, y) => {
        bars(sheet, barred(line), { x: margin, y: y + 16, width: 170, height: 24 });
        sheet.rect(margin + 461, y + 2, 14, 14).lineWidth(0.8).stroke('black');
        sheet.fillColor('black');
      },
    },
  );
  sheet.moveDown().text(w.units(totalOf(lines)), margin);
};

/** Without prices: it goes to who receives, and who pays may be another. */
const deliveryRows = (sheet: Sheet, { lines }: Shipment, locale: Locale): void => {
  const w = words[locale];
  const { margin } = formats.a4;
  rows(
    sheet,
    lines,
    [
      { title: w.goods, width: 330, of: goodsOf(locale) },
      { title: w.code, width: 115, of: ({ code }) => code },
      { title: w.quantity, width: 66, of: ({ quantity }) => String(quantity) },
    ],
    { below: chosenIn(locale), height: 14 },
  );
  sheet.moveDown().text(w.units(totalOf(lines)), margin).moveDown(3);
  sheet.text(`${w.received} ____________________________        ${w.date} ________________`, margin);
};

/** One for each package. */
const labels = (
  sheet: Sheet,
  { id, waybill, carrier, carrierName, to, parcels, orderId }: Shipment,
  from: PostalAddress,
  w: Words,
): void => {
  const { margin } = formats.label;
  const width = sheet.page.width - 2 * margin;
  const number = waybill ?? id;
  const all = Math.max(1, parcels.length);
  for (let i = 0; i < all; i += 1) {
    if (i > 0) sheet.addPage();
    sheet.fontSize(8).fillColor('#555555').text(w.from, margin, margin);
    sheet.fillColor('black').text(addressLines(from), { width }).moveDown();
    sheet.moveTo(margin, sheet.y - 4).lineTo(margin + width, sheet.y - 4).lineWidth(1).stroke('black');
    sheet.fillColor('#555555').text(w.to);
    sheet.fillColor('black').fontSize(14).text(addressLines(to), { width }).moveDown(0.5);
    const foot = sheet.page.height - margin - 112;
    sheet.fontSize(9).text([carrierName ?? carrier, w.part(i + 1, all)].filter(Boolean).join('  ·  '), margin, foot);
    if (hasBars(number)) bars(sheet, number, { x: margin, y: foot + 18, width, height: 56 });
    sheet.fillColor('black').fontSize(11).text(number, margin, foot + 78, { width, align: 'center' });
    sheet.fontSize(7).text(orderId, margin, foot + 96, { width, align: 'center', lineBreak: false });
  }
};
