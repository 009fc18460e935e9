import { describe, expect, it } from 'vitest';
import type { ListingContent } from '../../../shared/catalogue/content.ts';
import { archive, changePrice, takeOff, type Listing } from '../../../shared/catalogue/listing.ts';
import {
  approveRevision,
  asRevised,
  rejectRevision,
  revisionSteps,
  rewrite,
  submitRevision,
  withdrawRevision,
  type Revision,
} from '../../../shared/catalogue/revisions/revision.ts';
import { livePrices } from '../../../shared/catalogue/rulebooks.ts';
import { listingWaits } from '../../../shared/catalogue/desk.ts';
import { after, hours } from '../../../shared/kernel/values/clock.ts';
import { basis, category, content, draft, newId, now, onSale, refusalOf, shop, sku, told } from './samples.ts';

const given = { now, newId };
const brl = (amount: number) => ({ amount, currency: 'BRL' as const });
const live = onSale([
  sku({ code: 'S' }),
  sku({
    code: 'L',
    specs: [{ name: { en: 'Size' }, value: { en: 'L' } }],
  }),
].map((one, i) => (i === 0 ? { ...one, specs: [{ name: { en: 'Size' }, value: { en: 'S' } }] } : one)));

/** What the shop writes: what is on sale, but for some fields. */
const written = (fields: Partial<ListingContent> = {}, listing: Listing = live): ListingContent => ({
  ...content,
  skus: listing.skus.map(({ code, price, specs, weight }) => ({ code, price, specs, weight })),
  ...fields,
});
const revised = (fields: Partial<ListingContent> = {}, listing = live): { listing: Listing; revision: Revision } => {
  const { change, revision } = rewrite(listing, written(fields, listing), shop, category, given);
  return { listing: change.after, revision: revision! };
};
const title = { en: 'Clay pot, blue' };
const submitted = (fields: Partial<ListingContent> = { title }) => {
  const { listing, revision } = revised(fields);
  return { listing: submitRevision(listing, revision, basis, now).after, revision };
};
const judgement = { submittedAt: now, comment: 'Good.' };

describe('the revision of a listing on sale', () => {
  it('leaves it on sale as it was approved, and waits at the desk once it is submitted [CAT-04]', () => {
    const { listing, revision } = submitted();
    expect(listing).toMatchObject({ state: 'on-sale', title: content.title, revision: { state: 'in-review' } });
    expect(asRevised(listing, revision).title).toEqual(title);
    expect(listingWaits.waiting(listing)).toMatchObject({ since: now });
    expect(listingWaits.waiting(live)).toBeUndefined();
  });

  it.each<[string, Partial<ListingContent>]>([
    ['the title', { title }],
    ['the description', { description: { en: 'Thrown by machine.' } }],
    ['the pictures', { images: [newId('image')] }],
    ['the tags', { tags: { zh: [], en: ['clay'] } }],
    ['a price', { skus: written().skus.map((one) => ({ ...one, price: brl(2100) })) }],
    ['what there is to choose', { skus: written().skus.slice(1) }],
  ])('is wanted for %s [CAT-04]', (_, fields) => {
    const { change, revision } = rewrite(live, written(fields), shop, category, given);
    expect([revision === undefined, change.after.state, change.after.revision?.state]).toEqual([
      false,
      'on-sale',
      'draft',
    ]);
    expect({ ...change.after, version: live.version, revision: undefined, updatedAt: live.updatedAt })
      .toEqual({ ...live, revision: undefined });
  });

  it('is not wanted for what says nothing of the goods: it holds at once [CAT-04]', () => {
    const skus = written().skus.map((one) => ({ ...one, weight: 9, size: { length: 1, width: 2, height: 3 } }));
    const { change, revision } = rewrite(live, written({ shipsWithinDays: 9, skus }), shop, category, given);
    expect(revision).toBeUndefined();
    expect(change.after).toMatchObject({ state: 'on-sale', shipsWithinDays: 9, skus: [{ weight: 9 }, { weight: 9 }] });
    expect(change.after.skus.map(({ id, reviewedPrice }) => [id, reviewedPrice])).toEqual(
      live.skus.map(({ id, reviewedPrice }) => [id, reviewedPrice]),
    );
    expect(told(change)).toEqual(['listing-edited']);
  });

  it('becomes the listing when it is approved; SKUs keep their ids [CAT-04]', () => {
    const { listing, revision } = submitted({
      title,
      skus: [...written().skus.slice(1), sku({ code: 'XL', specs: [{ name: { en: 'Size' }, value: { en: 'XL' } }] })],
    });
    const { after: approved } = approveRevision(listing, revision, judgement, now);
    expect(approved).toMatchObject({ state: 'on-sale', title, review: { outcome: 'approved' }, revision: undefined });
    expect(approved.skus.map(({ id, code }) => [id === live.skus[1]!.id, code])).toEqual([[true, 'L'], [false, 'XL']]);
    expect(approved.onSaleSince).toBe(live.onSaleSince);
    expect(approved.skus[1]!.reviewedPrice).toEqual(approved.skus[1]!.price);
  });

  it('does not turn back a price that has moved meanwhile, unless it is about that price [CAT-04]', () => {
    const [small, large] = live.skus;
    const skus = written().skus.map((one, i) => (i === 0 ? one : { ...one, price: brl(3000) }));
    const { listing, revision } = submitted({ skus });
    const cheaper = changePrice(listing, { skuId: small!.id, price: brl(1500) }, livePrices.byDefault, now).after;
    const { after: approved } = approveRevision(cheaper, revision, judgement, now);
    expect(approved.skus.map(({ id, price, reviewedPrice }) => [id, price.amount, reviewedPrice!.amount])).toEqual([
      [small!.id, 1500, 1999],
      [large!.id, 3000, 3000],
    ]);
  });

  it('that is sent back can be written anew, what is on sale stays [CAT-04]', () => {
    const { listing } = submitted();
    const { after: back } = rejectRevision(listing, { ...judgement, reasons: ['truthfulness'] }, now);
    expect(back).toMatchObject({ state: 'on-sale', title: content.title, revision: { state: 'draft' } });
    expect(back.review).toMatchObject({ outcome: 'rejected', reasons: ['truthfulness'] });
    expect(revised({ title: { en: 'Third' } }, back).revision.title).toEqual({ en: 'Third' });
  });

  it('is judged as it was looked at [CAT-04]', () => {
    const { listing, revision } = submitted();
    const seen = { ...judgement, submittedAt: after(now, hours(-1)) };
    expect(refusalOf(() => approveRevision(listing, revision, seen, now))).toBe('conflict');
    expect(refusalOf(() => rejectRevision(listing, { ...seen, reasons: ['legality'] }, now))).toBe('conflict');
  });

  it('can be dropped; there is no other without one [CAT-04]', () => {
    const { listing } = submitted();
    expect(withdrawRevision(listing, now).after.revision).toBeUndefined();
    expect(refusalOf(() => withdrawRevision(live, now))).toBe('not-found');
  });

  it('keeps its listing from the archive, and outlasts that it is taken off [CAT-04]', () => {
    const { listing, revision } = submitted();
    const { after: off } = takeOff(listing, now);
    expect(refusalOf(() => archive(off, now))).toBe('illegal-step');
    expect(approveRevision(off, revision, judgement, now).after).toMatchObject({ state: 'off-shelf', title });
  });

  it('takes each step only from where it starts [CAT-04]', () => {
    const { revision } = revised({ title });
    const at = (state: 'none' | 'draft' | 'in-review'): Listing => ({
      ...live,
      revision: state === 'none' ? undefined : { state, submittedAt: now },
    });
    const take: Record<keyof typeof revisionSteps, (listing: Listing) => unknown> = {
      revise: (listing) => rewrite(listing, written({ title }), shop, category, given),
      submit: (listing) => submitRevision(listing, revision, basis, now),
      approve: (listing) => approveRevision(listing, revision, judgement, now),
      reject: (listing) => rejectRevision(listing, { ...judgement, reasons: ['legality'] }, now),
      withdraw: (listing) => withdrawRevision(listing, now),
    };
    for (const state of ['none', 'draft', 'in-review'] as const) {
      for (const [name, { from }] of Object.entries(revisionSteps)) {
        const doing = () => take[name as keyof typeof take](at(state));
        if ((from as readonly string[]).includes(state)) expect(doing()).toBeDefined();
        else expect(refusalOf(doing)).toBe(name === 'withdraw' ? 'not-found' : 'illegal-step');
      }
    }
  });

  it('is refused where it would not fit one transaction [CAT-04]', () => {
    const many = (prefix: string) =>
      Array.from(
        { length: 50 },
        (_, i) => sku({ code: `${prefix}${i}`, specs: [{ name: { en: 'No' }, value: { en: `${prefix}${i}` } }] }),
      );
    const full = onSale(many('A'));
    expect(refusalOf(() => revised({ skus: many('B') }, full))).toBe('too-much-at-once');
    expect(revised({ title, skus: many('A') }, full).revision.skus).toHaveLength(50);
  });

  it('is of no draft: that is written as before', () => {
    expect(rewrite(draft(), written({ title }), shop, category, given)).toMatchObject({
      change: { after: { state: 'draft', title } },
    });
  });
});
