/** Goods: categories, and listings from the draft to the shelf. */
import type { Instant } from '../../shared/kernel/values/clock.ts';
import type { Input } from '../../web/client.ts';
import type { Staff, Visitor } from './people.ts';

export type Content = Input<'POST /merchant/v1/listings'>;
type NewCategory = Input<'POST /operator/v1/categories'>;

/** A category by its English name and its parent, made if there is none. Not for several callers at once. */
export const category = async (
  admin: Visitor,
  name: NewCategory['name'] & { readonly en: string },
  commissionRate: number,
  parentId?: string,
  attributes?: NewCategory['attributes'],
): Promise<string> => {
  const { categories } = await admin.call('GET /shop/v1/categories', { locale: 'en' });
  const found = categories.find((one) => one.name === name.en && one.parentId === parentId);
  return (
    found?.categoryId
      ?? (await admin.call('POST /operator/v1/categories', { name, commissionRate, parentId, attributes })).categoryId
  );
};

export interface Shelved {
  readonly listingId: string;
  /** SKU ids by the shop's own codes. */
  readonly skus: ReadonlyMap<string, string>;
}

/** Drafts a listing, submits it and has it approved. */
export const putOnSale = async (shop: Visitor, { reviewer }: Staff, content: Content): Promise<Shelved> => {
  const { listingId, skus } = await shop.call('POST /merchant/v1/listings', content);
  await approve(reviewer, await shop.call('POST /merchant/v1/listings/{listingId}/submission', { listingId }));
  return { listingId, skus: new Map(skus.map(({ code, skuId }) => [code, skuId])) };
};

const approve = (
  reviewer: Visitor,
  { listingId, submittedAt }: { readonly listingId: string; readonly submittedAt?: Instant | undefined },
): Promise<unknown> =>
  reviewer.call('POST /operator/v1/listing-reviews/{listingId}/approval', {
    listingId,
    submittedAt: submittedAt!,
    comment: 'As described.',
  });

/**
 * What a shop has listed already. A listing that was left half way is brought on sale.
 * @param toWait code of a SKU that is to be left where it is
 */
export const shelvedBefore = async (shop: Visitor, { reviewer }: Staff, toWait?: string): Promise<Shelved[]> => {
  const found: Shelved[] = [];
  for (let cursor: string | undefined;;) {
    const { items, cursor: next } = await shop.call('GET /merchant/v1/listings', { limit: 100, cursor });
    for (const { listingId, state, submittedAt } of items) {
      const { skus } = await shop.call('GET /merchant/v1/listings/{listingId}', { listingId });
      if (skus.some(({ code }) => code === toWait)) continue;
      if (state === 'draft') {
        await approve(reviewer, await shop.call('POST /merchant/v1/listings/{listingId}/submission', { listingId }));
      } else if (state === 'in-review') await approve(reviewer, { listingId, submittedAt });
      found.push({ listingId, skus: new Map(skus.map(({ code, skuId }) => [code, skuId])) });
    }
    if (next === undefined) return found;
    cursor = next;
  }
};

/** Says how many units of a SKU can be bought. */
export const stock = (shop: Visitor, listingId: string, skuId: string, available: number): Promise<unknown> =>
  shop.call('PUT /merchant/v1/listings/{listingId}/skus/{skuId}/stock', {
    listingId,
    skuId,
    available,
    reason: 'Counted',
  });
