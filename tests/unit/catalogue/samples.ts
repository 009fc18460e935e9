import { createCategory, type Category, type CategoryId } from '../../../shared/catalogue/category.ts';
import type { ChecksBasis } from '../../../shared/catalogue/checks/checks.ts';
import type { ListingContent, Sku } from '../../../shared/catalogue/content.ts';
import { approve, createListing, submit, type Listing } from '../../../shared/catalogue/listing.ts';
import { listingRules } from '../../../shared/catalogue/rulebooks.ts';
import type { Change } from '../../../shared/kernel/store/change.ts';
import type { Instant } from '../../../shared/kernel/values/clock.ts';
import { idsAt, type MerchantId } from '../../../shared/kernel/values/ids.ts';
import { Problem, type ProblemCode } from '../../../shared/kernel/problems.ts';

export const now = '2026-11-22T08:00:00.000Z' as Instant;
export const newId = idsAt(now);
export const shop = { id: newId('merchant') as MerchantId, currency: 'BRL' as const };

/** A category below `parent`, and the parent as it is afterwards. */
export const below = (
  parent: Category | undefined,
  fields: Partial<Category> = {},
): [Category, Category | undefined] => {
  const [child, changedParent] = createCategory(
    newId('category') as CategoryId,
    { name: { en: 'Pots' }, attributes: [], commissionRate: 1000 },
    parent,
    now,
  );
  return [{ ...child!.after, ...fields }, changedParent?.after];
};

export const category = below(undefined)[0];

/** What a listing is checked by before its review. */
export const basis: ChecksBasis = { category, rules: listingRules.byDefault, images: [], now };

export const sku = (fields: Partial<Sku> = {}): Sku => ({
  id: newId('sku'),
  code: 'POT',
  price: { amount: 1999, currency: 'BRL' },
  specs: [],
  weight: 1550,
  ...fields,
});

export const content: Omit<ListingContent, 'skus'> = {
  title: { en: 'Clay pot', zh: '陶罐' },
  description: { en: 'Thrown by hand.' },
  categoryId: category.id,
  attributes: {},
  shipsWithinDays: 3,
  images: [],
};

export const draft = (skus: readonly Sku[] = [sku()]): Listing =>
  createListing({ id: newId('listing'), content, skus, shop, category }, now).after;
export const submitted = (): Listing => submit(draft(), basis, now).after;
export const onSale = (skus?: readonly Sku[]): Listing =>
  approve(submit(draft(skus), basis, now).after, { submittedAt: now, comment: 'Good.' }, now).after;

/** The names of the facts that a change tells. */
export const told = ({ facts }: Change<Listing> | Change<Category>): string[] => facts.map(({ type }) => type);

/** The code of the problem that a rule refuses with. @throws Error when it does not refuse */
export const refusalOf = (rule: () => unknown): ProblemCode => {
  try {
    rule();
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
  throw new Error('The rule did not refuse');
};
