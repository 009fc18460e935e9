import { readFileSync } from 'node:fs';
import { ulid } from 'ulid';
import { beforeAll, describe, expect, it } from 'vitest';
import { settled } from '../../support/control.ts';
import { category, draft, listed, stocked, type Receipt } from '../../support/listings.ts';
import { applicant, merchant, upload, type Merchant } from '../../support/merchants.ts';
import { key, refusal, staff, theAdmin } from '../../support/people.ts';
import { brl } from '../../support/shopping.ts';

let one: Merchant;
let categoryId: string;

beforeAll(async () => {
  one = await merchant();
  ({ categoryId } = await category());
});

const file = readFileSync(new URL('../../fixtures/products.csv', import.meta.url));

/** Uploads a file, has it imported and waits for the outcome. */
const imported = async (content: string | Uint8Array<ArrayBuffer>, by = one, preview = false) => {
  const { importId, upload: ticket } = await by.call('POST /merchant/v1/product-files', {});
  const terms = { importId, categoryId, locale: 'en' as const, shipsWithinDays: 3, preview };
  expect(await refusal(by.call('POST /merchant/v1/product-imports', terms, key()))).toBe('file-missing');
  expect((await upload(ticket, content)).ok).toBe(true);
  await by.call('POST /merchant/v1/product-imports', terms, key());
  return outcomeOf(importId, by);
};

const outcomeOf = async (importId: string, by = one) => {
  await settled();
  const outcome = await by.call('GET /merchant/v1/product-imports/{importId}', { importId });
  const report = outcome.reportUrl ? await (await fetch(outcome.reportUrl)).text() : '';
  const lines = report.trim().split('\n').slice(1);
  const isNote = (line: string): boolean => line.split(',')[3] === 'note';
  return { ...outcome, report: lines.filter((line) => !isNote(line)), notes: lines.filter(isNote) };
};

describe('an import', () => {
  it('keeps good products as drafts with stock, and names every fault by line and column [CAT-22]', async () => {
    const { state, counts, report, notes } = await imported(new Uint8Array(file));
    expect(notes).toContainEqual(expect.stringContaining('It weighs 0 g'));
    expect({ state, counts }).toEqual({
      state: 'finished',
      counts: { rows: 8, created: 3, changed: 0, present: 0, faults: 3 },
    });
    expect(report).toEqual([
      '2,,clay-teapot,created,',
      '9,,tea-towel,created,',
      expect.stringContaining('10,Variant Price,mystery-box,fault,'),
      '10,,mystery-box,refused,',
      expect.stringContaining('12,Variant Price,bamboo-tray,fault,'),
      '11,,bamboo-tray,created,',
      expect.stringContaining('13,Variant SKU,tin,fault,'),
      '13,,tin,refused,',
    ]);
    const { items } = await one.call('GET /merchant/v1/listings', { state: 'draft' });
    expect(items.map(({ title }) => title.en).toSorted()).toEqual(['Bamboo Tray', 'Clay Teapot', 'Tea Towel']);
    const stock = (await one.call('GET /merchant/v1/stock', {})).items.map(({ available }) => available);
    expect(stock.toSorted((a, b) => a - b)).toEqual([0, 1, 3, 12]);
  });

  it('of the same file again changes nothing, and says so [CAT-22]', async () => {
    const before = await one.call('GET /merchant/v1/listings', {});
    expect((await imported(new Uint8Array(file))).counts).toEqual({
      rows: 8,
      created: 0,
      changed: 0,
      present: 3,
      faults: 3,
    });
    expect(await one.call('GET /merchant/v1/listings', {})).toEqual(before);
  });

  it('of a file in which a variant has been put right adds it, and changes nothing else [CAT-22]', async () => {
    const corrected = file.toString('utf8').replace('manual,cheap,', 'manual,36.00,');
    const { counts, report } = await imported(corrected);
    expect(counts).toEqual({ rows: 8, created: 0, changed: 1, present: 2, faults: 2 });
    expect(report).toContain('12,Variant Price,bamboo-tray,change,– → 36.00');
    expect(report).toContain('11,,bamboo-tray,changed,');
  });

  it('of a product that has been archived refuses it [CAT-22]', async () => {
    const { items } = await one.call('GET /merchant/v1/listings', { state: 'draft' });
    const { listingId } = items.find(({ title }) => title.en === 'Tea Towel')!;
    await one.call('POST /merchant/v1/listings/{listingId}/archive', { listingId });
    const { report } = await imported(new Uint8Array(file));
    expect(report).toContain('9,Variant SKU,tea-towel,fault,The product is archived');
    expect(report).toContain('9,,tea-towel,refused,');
  });

  it('of something else says what is wrong [CAT-22]', async () => {
    expect((await imported('not,a,product\n1,2,3')).report[0]).toBe('1,Handle,,fault,The header lacks this column');
    expect((await imported(new Uint8Array([0x50, 0x4b, 3, 4, 0, 0xff]))).counts).toMatchObject({
      created: 0,
      faults: 1,
    });
  });

  it('is seen by its shop alone, and goes into a category that exists [IAM-20]', async () => {
    const { importId } = await imported('x');
    const terms = { importId, categoryId: 'cat_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A', locale: 'en' as const, shipsWithinDays: 3 };
    expect(await refusal(one.call('POST /merchant/v1/product-imports', terms))).toBe('category-unknown');
    expect(await refusal((await staff('merchant')).call('GET /merchant/v1/product-imports/{importId}', { importId })))
      .toBe('no-shop');
    expect(await refusal((await merchant()).call('GET /merchant/v1/product-imports/{importId}', { importId }))).toBe(
      'not-found',
    );
  });
});

/** The files of an export. */
const exported = async (format: 'shopify' | 'woocommerce' | 'prices-and-stock', by = one) => {
  const { exportId } = await by.call('POST /merchant/v1/product-exports', { format, locale: 'en' }, key());
  await settled();
  const done = await by.call('GET /merchant/v1/product-exports/{exportId}', { exportId });
  expect(done.state).toBe('finished');
  return { exportId, counts: done.counts, text: await (await fetch(done.files[0]!)).text() };
};

describe('an export', () => {
  let rich: Merchant;
  let pot: Receipt;
  beforeAll(async () => {
    rich = await merchant();
    pot = await listed(rich, {
      title: { en: '=Clay, "pot"', zh: '陶罐' },
      description: { en: 'Thrown.\n\n  By hand; -5 % <today>' },
      skus: ['S', 'M'].map((value) => ({
        code: `-${ulid()}`,
        price: brl(1999),
        weight: 500,
        size: { length: 10, width: 10, height: 20 },
        specs: [{ name: { en: 'Size', zh: '尺寸' }, value: { en: value, zh: `${value}码` } }],
      })),
    });
    await stocked(rich, pot, 10);
    await draft(rich);
  });

  it.each(['shopify', 'woocommerce'] as const)(
    'to %s is imported again without a difference, and as the same goods into another shop [CAT-22]',
    async (format) => {
      const before = await rich.call('GET /merchant/v1/listings', {});
      const { text, counts } = await exported(format, rich);
      expect(counts).toMatchObject({ products: 2, files: 1 });
      const again = await imported(text, rich);
      expect(again.counts).toMatchObject({ created: 0, changed: 0, present: 2, faults: 0 });
      expect(await rich.call('GET /merchant/v1/listings', {})).toEqual(before);
      const other = await merchant();
      expect((await imported(text, other)).counts).toMatchObject({ created: 2, changed: 0, present: 0, faults: 0 });
      const goods = async (of: Merchant) => {
        const { items } = await of.call('GET /merchant/v1/listings', {});
        const all = await Promise.all(
          items.map(({ listingId }) => of.call('GET /merchant/v1/listings/{listingId}', { listingId })),
        );
        return all.map(({ title, description, categoryId: into, attributes, shipsWithinDays, skus }) => ({
          title,
          description,
          into,
          attributes,
          shipsWithinDays,
          skus: skus.map(({ code, price, specs, weight, size }) => ({ code, price, specs, weight, size })),
        })).toSorted((a, b) => (a.skus[0]!.code < b.skus[0]!.code ? -1 : 1));
      };
      expect(await goods(other)).toEqual(await goods(rich));
    },
  );

  it('in which a price was changed changes that alone, on sale as well [CAT-22]', async () => {
    const { text } = await exported('shopify', rich);
    const edited = text.replace(/(-[0-9A-Z]{26},500,shopify,10,deny,manual,)19.99/, '$118.00');
    const preview = await imported(edited, rich, true);
    expect(preview).toMatchObject({ state: 'previewed', counts: { changed: 1, present: 1, faults: 0 } });
    expect(preview.report).toContainEqual(expect.stringMatching(/^\d+,Variant Price,.*,change,19.99 → 18.00$/));
    const { skus } = await rich.call('GET /merchant/v1/listings/{listingId}', { listingId: pot.listingId });
    expect(skus.map(({ price }) => price.amount)).toEqual([1999, 1999]);
    const { importId } = preview;
    await rich.call('POST /merchant/v1/product-imports/{importId}/apply', { importId });
    expect(await outcomeOf(importId, rich)).toMatchObject({ state: 'finished', counts: { changed: 1, present: 1 } });
    const after = await rich.call('GET /merchant/v1/listings/{listingId}', { listingId: pot.listingId });
    expect([after.state, after.skus.map(({ price }) => price.amount)]).toEqual(['on-sale', [1800, 1999]]);
    const title = await imported(text.replace(/Clay, ""pot""/, 'Clay jar'), rich);
    expect(title.counts).toMatchObject({ changed: 0 });
    expect(title.report).toContainEqual(expect.stringMatching(/not possible while on-sale/));
  });

  it('is begun once a key', async () => {
    const once = key();
    const begin = (format: 'shopify' | 'woocommerce') =>
      rich.call('POST /merchant/v1/product-exports', { format, locale: 'en' }, once);
    expect(await begin('shopify')).toEqual(await begin('shopify'));
    expect(await refusal(begin('woocommerce'))).toBe('idempotency-key-reused');
    await settled();
  });

  it('is seen by its shop alone [IAM-20]', async () => {
    const { exportId } = await exported('shopify', rich);
    const path = 'GET /merchant/v1/product-exports/{exportId}';
    expect(await refusal(one.call(path, { exportId }))).toBe('not-found');
    expect(await refusal((await staff('merchant')).call(path, { exportId }))).toBe('no-shop');
    expect(
      await refusal(
        (await staff('merchant')).call('POST /merchant/v1/product-exports', { format: 'shopify', locale: 'en' }, key()),
      ),
    ).toBe('no-shop');
  });

  it('of prices and stock, changed, says what will change; applied, it adds to what is there by then, once [CAT-22]', async () => {
    const { text } = await exported('prices-and-stock', rich);
    const code = pot.skus[0]!.code;
    const edited = text.split('\n').map((line) =>
      line.includes(code) ? line.replace(/on-sale,[\d.]+,10,/, 'on-sale,17.00,15,') : line
    ).join('\n');
    expect(edited).not.toBe(text);
    const uploaded = async (content: string) => {
      const { importId, upload: ticket } = await rich.call('POST /merchant/v1/product-files', {});
      expect(await refusal(rich.call('POST /merchant/v1/price-imports', { importId }, key()))).toBe('file-missing');
      await upload(ticket, content);
      await rich.call('POST /merchant/v1/price-imports', { importId }, key());
      return outcomeOf(importId, rich);
    };
    const preview = await uploaded(`${edited}NONE,,,,5,,,,\n`);
    expect(preview).toMatchObject({ kind: 'prices-and-stock', state: 'previewed', counts: { changed: 1, faults: 1 } });
    expect(preview.report).toEqual(expect.arrayContaining([
      expect.stringMatching(/^\d+,Price,.*,change,18.00 → 17.00$/),
      expect.stringMatching(/^\d+,Available,.*,change,10 → 15$/),
      expect.stringMatching(/^\d+,SKU,NONE,fault,/),
    ]));
    const { skuId, available } = await rich.call('POST /merchant/v1/skus/{skuId}/stock-adjustments', {
      skuId: pot.skus[0]!.skuId,
      quantity: -2,
      reason: 'Broken',
    }, key());
    expect(available).toBe(8);
    const { importId } = preview;
    await rich.call('POST /merchant/v1/product-imports/{importId}/apply', { importId });
    expect(await outcomeOf(importId, rich)).toMatchObject({ state: 'finished', counts: { changed: 1 } });
    const stockNow = async () =>
      (await rich.call('GET /merchant/v1/stock', {})).items.find((item) => item.skuId === skuId)?.available;
    expect(await stockNow()).toBe(13);
    expect(await refusal(rich.call('POST /merchant/v1/product-imports/{importId}/apply', { importId }))).toBe(
      'illegal-step',
    );
    expect(await refusal(one.call('POST /merchant/v1/product-imports/{importId}/apply', { importId }))).toBe(
      'not-found',
    );
    // The same file once more finds its work done.
    expect((await uploaded(edited)).counts).toMatchObject({ changed: 0, faults: 0 });
    expect(await stockNow()).toBe(13);
    // What somebody has changed since the export is not overwritten.
    const late = await uploaded(edited.replace('17.00,15', '16.00,16'));
    expect(late.report).toEqual(expect.arrayContaining([
      expect.stringMatching(/Price,.*,fault,It costs 17.00 by now/),
      expect.stringMatching(/Available,.*,fault,Another change of this export/),
    ]));
  });

  it('and an import are for shops that may sell', async () => {
    const closed = await applicant();
    const { importId } = await closed.call('POST /merchant/v1/product-files', {});
    expect(await refusal(closed.call('POST /merchant/v1/price-imports', { importId }, key()))).toBe(
      'merchant-not-approved',
    );
    expect(await refusal((await staff('merchant')).call('POST /merchant/v1/price-imports', { importId }, key()))).toBe(
      'no-shop',
    );
    // What a shop that has been suspended since had previewed is not done.
    const { text } = await exported('prices-and-stock', rich);
    const { importId: previewed, upload: ticket } = await rich.call('POST /merchant/v1/product-files', {});
    await upload(ticket, text);
    await rich.call('POST /merchant/v1/price-imports', { importId: previewed }, key());
    expect((await outcomeOf(previewed, rich)).state).toBe('previewed');
    const { call } = await theAdmin();
    const { merchantId } = rich;
    await call('POST /operator/v1/merchants/{merchantId}/suspend', { merchantId, reason: 'Complaints' }, key());
    expect(await refusal(rich.call('POST /merchant/v1/product-imports/{importId}/apply', { importId: previewed })))
      .toBe('merchant-not-approved');
  });
});
