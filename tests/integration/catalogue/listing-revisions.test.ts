import { beforeAll, describe, expect, it } from 'vitest';
import { settled } from '../../support/control.ts';
import { content, draft, listed } from '../../support/listings.ts';
import { merchant, theReviewer, type Merchant } from '../../support/merchants.ts';
import { anyone, key, refusal } from '../../support/people.ts';
import { brl } from '../../support/shopping.ts';
import type { Input } from '../../../web/client.ts';

let one: Merchant;
let other: Merchant;
beforeAll(async () => {
  [one, other] = [await merchant(), await merchant()];
});

const edit = (listingId: string, written: Input<'POST /merchant/v1/listings'>) =>
  one.call('PUT /merchant/v1/listings/{listingId}', { listingId, ...written }, key());
const submit = (listingId: string) =>
  one.call('POST /merchant/v1/listings/{listingId}/submission', { listingId }, key());
const title = async (listingId: string) =>
  (await anyone()('GET /shop/v1/products/{listingId}', { listingId, locale: 'en' })).title;

describe('the revision of a listing on sale', () => {
  it('is reviewed while the old version stays on sale, and each version is kept and comparable [CAT-04]', async () => {
    const written = await content();
    const [sku] = written.skus!;
    const { listingId, version: first } = await listed(one, written);
    const revised = {
      ...written,
      title: { en: 'Blue pot' },
      skus: [{ ...sku!, code: `${sku!.code}-B`, price: brl(2500) }],
    };
    expect(await edit(listingId, revised)).toMatchObject({ state: 'on-sale', revision: 'draft' });
    const { submittedAt } = await submit(listingId);
    await settled();
    expect(await title(listingId)).toBe('Clay pot');
    expect(await one.call('GET /merchant/v1/listings/{listingId}', { listingId })).toMatchObject({
      state: 'on-sale',
      title: { en: 'Clay pot' },
      revision: { state: 'in-review', content: { title: { en: 'Blue pot' } } },
    });
    expect(await refusal(edit(listingId, revised))).toBe('illegal-step');
    const { call } = await theReviewer();
    const seen = await call('GET /operator/v1/listing-reviews/{listingId}', { listingId });
    expect(seen).toMatchObject({ waits: true, title: { en: 'Blue pot' }, submittedAt });
    expect(seen.changes).toContainEqual({ field: 'title.en', before: 'Clay pot', after: 'Blue pot' });

    const judged = { listingId, submittedAt: submittedAt!, comment: 'Is it blue?' };
    await call(
      'POST /operator/v1/listing-reviews/{listingId}/rejection',
      { ...judged, reasons: ['truthfulness'] },
      key(),
    );
    expect(await title(listingId)).toBe('Clay pot');
    const again = await submit(listingId);
    const approved = await call('POST /operator/v1/listing-reviews/{listingId}/approval', {
      ...judged,
      submittedAt: again.submittedAt!,
    }, key());
    expect(approved).not.toHaveProperty('revision');
    await settled();
    expect(await anyone()('GET /shop/v1/products/{listingId}', { listingId, locale: 'en' })).toMatchObject({
      title: 'Blue pot',
      skus: [{ price: brl(2500) }],
    });
    // The code that it uses no more is free, the one that it has come to use is not.
    expect(await refusal(draft(one, { skus: revised.skus }))).toBe('sku-code-taken');
    await draft(one, { skus: written.skus });

    const { items } = await one.call('GET /merchant/v1/listings/{listingId}/versions', { listingId });
    expect(items.map(({ version, title: named }) => [version, named.en])).toEqual([
      [approved.version, 'Blue pot'],
      [first, 'Clay pot'],
    ]);
    expect(items[0]!.changes).toContainEqual({ field: 'title.en', before: 'Clay pot', after: 'Blue pot' });
    const against = approved.version;
    const compared = await call('GET /operator/v1/listing-reviews/{listingId}/versions', { listingId, against });
    expect(compared.items[0]!.changes).toEqual([]);
    expect(compared.items[1]!.changes).toContainEqual({ field: 'title.en', before: 'Blue pot', after: 'Clay pot' });
    expect(await refusal(call('GET /operator/v1/listing-reviews/{listingId}/versions', { listingId, against: 999 })))
      .toBe('not-found');
    expect(await refusal(call('GET /operator/v1/listing-reviews/{listingId}/versions', { listingId, cursor: 'x' })))
      .toBe('invalid-cursor');
    expect(await refusal(one.call('GET /merchant/v1/listings/{listingId}/versions', { listingId, cursor: 'x' })))
      .toBe('invalid-cursor');
  });

  it('is not wanted for days, weights and sizes: they hold at once [CAT-04]', async () => {
    const written = await content();
    const { listingId } = await listed(one, written);
    expect(await edit(listingId, { ...written, shipsWithinDays: 9 })).not.toHaveProperty('revision');
    await settled();
    expect(await anyone()('GET /shop/v1/products/{listingId}', { listingId })).toMatchObject({
      delivery: { shipsWithinDays: 9 },
    });
  });

  it('is dropped when its shop wants it no more, with the codes that it had claimed [CAT-04]', async () => {
    const written = await content();
    const { listingId } = await listed(one, written);
    const more = (await content()).skus!;
    await edit(listingId, {
      ...written,
      skus: [
        { ...written.skus![0]!, specs: [{ name: { en: 'Size' }, value: { en: 'S' } }] },
        { ...more[0]!, specs: [{ name: { en: 'Size' }, value: { en: 'L' } }] },
      ],
    });
    expect(await refusal(draft(one, { skus: more }))).toBe('sku-code-taken');
    expect(await refusal(other.call('DELETE /merchant/v1/listings/{listingId}/revision', { listingId }))).toBe(
      'not-found',
    );
    expect(await refusal(other.call('GET /merchant/v1/listings/{listingId}/versions', { listingId }))).toBe(
      'not-found',
    );
    expect(
      await refusal(
        other.call('PUT /merchant/v1/listings/{listingId}/shelf-plan', { listingId, offWhenSoldOut: true }),
      ),
    ).toBe('not-found');
    const drop = () => one.call('DELETE /merchant/v1/listings/{listingId}/revision', { listingId }, key());
    expect(await drop()).not.toHaveProperty('revision');
    expect(await refusal(drop())).toBe('not-found');
    await draft(one, { skus: more });
    expect(await one.call('GET /merchant/v1/listings/{listingId}', { listingId })).toMatchObject({ state: 'on-sale' });
  });
});
