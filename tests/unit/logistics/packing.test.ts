import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { instant } from '../../../shared/kernel/values/clock.ts';
import { idsAt } from '../../../shared/kernel/values/ids.ts';
import { pack, packingFaults } from '../../../shared/logistics/packing.ts';
import { hasBars } from '../../../shared/logistics/papers/bars.ts';
import { PaperKind, paperOf } from '../../../shared/logistics/papers/papers.ts';
import { shipmentTimes } from '../../../shared/logistics/rulebooks.ts';
import { handOver, openShipment, settleBooking, type Shipment } from '../../../shared/logistics/shipment.ts';

const now = instant(1_790_000_000_000);
const newId = idsAt(now);
const party = {
  name: '李雷',
  phone: '+8613800000000',
  country: 'CN',
  region: '广东省',
  city: '深圳市',
  street: '科技路 1 号',
  postalCode: '518000',
};
const line = (code: string, quantity: number) => ({
  lineId: newId('orderLine'),
  skuId: newId('sku'),
  code,
  title: { zh: '青花瓷茶壶', en: 'Blue teapot' },
  quantity,
  weight: 400,
});
const [pot, cup] = [line('POT-1', 2), line('茶杯', 1)];
const opened = openShipment(
  {
    orderId: newId('order'),
    merchantId: newId('merchant'),
    buyerId: '0b54f0c1-6f8e-4a6c-9f43-1f2a3b4c5d6e' as Shipment['buyerId'],
    to: party,
    lines: [pot, cup],
  },
  { id: newId('merchant'), version: 1, address: party },
  shipmentTimes.byDefault,
  now,
).after;
const booked = settleBooking(opened, 'swift', { waybill: 'SW0000000042', scans: [] }, now).after;
const whole = [{ code: ' pot-1 ', quantity: 1 }, { code: cup.skuId, quantity: 1 }, { code: 'POT-1', quantity: 1 }];

describe('packing is confirmed by scanned codes [ORD-13]', () => {
  it.each([
    ['all of it, in any order and whichever code is read', whole, []],
    ['one that does not belong in', [...whole, { code: 'PAN', quantity: 1 }], ['scans.3.code']],
    ['one too many', [...whole, { code: 'POT-1', quantity: 1 }], ['POT-1']],
    ['one that is missing', whole.slice(1), ['POT-1']],
    ['nothing of a line', whole.slice(0, 1), ['POT-1', '茶杯']],
  ])('with %s', (_, scans, paths) => {
    expect(packingFaults(opened.lines, scans).map(({ path }) => path)).toEqual(paths);
    if (paths.length === 0) {
      const { after, facts } = pack(booked, scans, now);
      expect(after).toMatchObject({ packedAt: now, state: 'booked' });
      expect(facts.map(({ type }) => type)).toEqual(['shipment-packed']);
    } else {
      expect(() => pack(booked, scans, now)).toThrow(expect.objectContaining({ code: 'packing-wrong' }));
    }
  });

  it('counts lines of one SKU together', () => {
    expect(packingFaults([pot, { ...pot, lineId: newId('orderLine'), quantity: 3 }], [{ code: 'POT-1', quantity: 5 }]))
      .toEqual([]);
  });

  it.each<[string, Shipment]>([
    ['packed', pack(booked, whole, now).after],
    ['away', handOver(booked, now).after],
    ['cancelled', { ...booked, state: 'cancelled' }],
  ])('is refused of what is %s', (_, shipment) => {
    expect(() => pack(shipment, whole, now)).toThrow(expect.objectContaining({ code: 'illegal-step' }));
  });
});

describe('the papers of a shipment [ORD-13]', () => {
  /** All streams of a PDF that are deflated, together. */
  const streams = (pdf: Buffer): Buffer[] =>
    [...pdf.toString('latin1').matchAll(/stream\r?\n/g)].flatMap(({ index, 0: mark }) => {
      try {
        return [inflateSync(pdf.subarray(index + mark.length))];
      } catch {
        return [];
      }
    });
  /** What a reader copies out of it: the characters that the font's map names. */
  const charactersOf = (pdf: Buffer): Set<string> =>
    new Set(
      streams(pdf).map(String).filter((text) => text.includes('beginbfrange') || text.includes('beginbfchar'))
        .flatMap((map) =>
          [...map.matchAll(/<([0-9a-f]{4})>/gi)].map(([, hex]) => String.fromCodePoint(Number.parseInt(hex!, 16)))
        ),
    );

  it.each(PaperKind.options)(
    '%s is a PDF with the characters of its Chinese text in it, and few others',
    async (kind) => {
      const pdf = await paperOf(booked, kind, 'zh', now);
      expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
      expect(pdf.length).toBeLessThan(40_000);
      expect(pdf.toString('latin1')).toContain('/FontFile2');
      const found = charactersOf(pdf);
      for (const one of '李雷深圳市') expect(found).toContain(one);
      if (kind !== 'label') { for (const one of '青花瓷茶壶') expect(found).toContain(one); }
    },
  );

  it('has a label for each package, with the waybill as bars', async () => {
    const pages = async (shipment: Shipment): Promise<number> =>
      (await paperOf(shipment, 'label', 'en', now)).toString('latin1').match(/\/Type \/Page\b/g)!.length;
    expect(await pages(booked)).toBe(1);
    expect(await pages({ ...booked, parcels: [{ weight: 1 }, { weight: 1 }, { weight: 1 }] })).toBe(3);
    expect(hasBars('SW0000000042')).toBe(true);
    expect(hasBars('茶杯')).toBe(false);
  });

  it('goes on over pages for a long list', async () => {
    const long = { ...booked, lines: Array.from({ length: 24 }, (_, i) => line(`LONG-${i}`, 1)) };
    const pdf = await paperOf(long, 'packing-list', 'en', now);
    expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)!.length).toBeGreaterThan(1);
  });

  it.each(['packing-list', 'delivery-note'] as const)(
    'says on a %s what its buyer chose of what is made to order, however much that is [CAT-20]',
    async (kind) => {
      const chosen = [
        { option: 'NAME', kind: 'text' as const, name: { zh: '刻字', en: 'Engraving' }, value: '囍魚' },
        { option: 'METAL', kind: 'choice' as const, name: { zh: '材质' }, value: 'GOLD', label: { zh: '鎏金' } },
        { option: 'MOTIF', kind: 'picture' as const, name: { zh: '图案' }, value: newId('image') },
      ];
      const found = charactersOf(await paperOf({ ...booked, lines: [{ ...pot, chosen }] }, kind, 'zh', now));
      for (const one of '刻字囍魚材质鎏金图案片见') expect(found).toContain(one);
      const wordy = Array.from({ length: 8 }, (_, i) => ({ ...chosen[0]!, option: `${i}`, value: 'w'.repeat(200) }));
      const pages = async (lines: Shipment['lines']) =>
        (await paperOf({ ...booked, lines }, kind, 'en', now)).toString('latin1').match(/\/Type \/Page\b/g)!.length;
      // No row is torn: each has a page of its own, after that of the head.
      expect(await pages(Array.from({ length: 4 }, () => ({ ...pot, chosen: wordy })))).toBeLessThanOrEqual(5);
    },
  );

  it('is none of a cancelled shipment, nor a label without a sender', () => {
    expect(() => paperOf({ ...booked, state: 'cancelled' }, 'packing-list', 'en', now)).toThrow('illegal-step');
    const { from: _, ...nowhere } = booked;
    expect(() => paperOf(nowhere, 'label', 'en', now)).toThrow('dispatch-missing');
  });
});
