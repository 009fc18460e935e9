import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { settled } from '../../support/control.ts';
import { category } from '../../support/listings.ts';
import { merchant, upload, type Merchant } from '../../support/merchants.ts';
import { key, refusal, staff } from '../../support/people.ts';

let one: Merchant;
let categoryId: string;

beforeAll(async () => {
  one = await merchant();
  ({ categoryId } = await category());
});

const file = readFileSync(new URL('../../fixtures/products.csv', import.meta.url));

/** Uploads a file, has it imported and waits for the outcome. */
const imported = async (content: string | Uint8Array<ArrayBuffer>) => {
  const { importId, upload: ticket } = await one.call('POST /merchant/v1/product-files', {});
  const terms = { importId, categoryId, locale: 'en' as const, shipsWithinDays: 3 };
  expect(await refusal(one.call('POST /merchant/v1/product-imports', terms, key()))).toBe('file-missing');
  expect((await upload(ticket, content)).ok).toBe(true);
  await one.call('POST /merchant/v1/product-imports', terms, key());
  await settled();
  const outcome = await one.call('GET /merchant/v1/product-imports/{importId}', { importId });
  const report = outcome.reportUrl ? await (await fetch(outcome.reportUrl)).text() : '';
  const lines = report.trim().split('\n').slice(1);
  const isNote = (line: string): boolean => line.split(',')[3] === 'note';
  return { ...outcome, report: lines.filter((line) => !isNote(line)), notes: lines.filter(isNote) };
};

describe('an import', () => {
  it('keeps good products as drafts with stock, and names every fault by line and column [CAT-22 part]', async () => {
    const { state, counts, report, notes } = await imported(new Uint8Array(file));
    expect(notes).toContainEqual(expect.stringContaining('It weighs 0 g'));
    expect({ state, counts }).toEqual({ state: 'finished', counts: { rows: 8, created: 3, present: 0, faults: 3 } });
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

  it('of the same file again changes nothing, and says so [CAT-22 part]', async () => {
    const before = await one.call('GET /merchant/v1/listings', {});
    expect((await imported(new Uint8Array(file))).counts).toEqual({ rows: 8, created: 0, present: 3, faults: 3 });
    expect(await one.call('GET /merchant/v1/listings', {})).toEqual(before);
  });

  it('of a file in which a variant has been put right says that the product is there without it [CAT-22 part]', async () => {
    const corrected = file.toString('utf8').replace('manual,cheap,', 'manual,36.00,');
    const { counts, report } = await imported(corrected);
    expect(counts).toEqual({ rows: 8, created: 0, present: 3, faults: 3 });
    expect(report).toContainEqual(expect.stringMatching(/^11,Variant SKU,bamboo-tray,fault,.*there already, without/));
    expect(report).toContain('11,,bamboo-tray,present,');
  });

  it('of a product that has been archived refuses it [CAT-22 part]', async () => {
    const { items } = await one.call('GET /merchant/v1/listings', { state: 'draft' });
    const { listingId } = items.find(({ title }) => title.en === 'Tea Towel')!;
    await one.call('POST /merchant/v1/listings/{listingId}/archive', { listingId });
    const { report } = await imported(new Uint8Array(file));
    expect(report).toContain('9,Variant SKU,tea-towel,fault,The product is archived');
    expect(report).toContain('9,,tea-towel,refused,');
  });

  it('of something else says what is wrong [CAT-22 part]', async () => {
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
