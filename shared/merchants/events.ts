import * as z from 'zod';
import { event } from '../kernel/events.ts';
import { AccountId, id, MerchantId } from '../kernel/values/ids.ts';
import { Currency } from '../kernel/values/money.ts';
import { localText } from '../kernel/values/text.ts';

const sample = { merchantId: 'mer_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A', at: '2026-11-22T08:00:00.000Z' };
const ownerId = '0b54f0c1-6f8e-4a6c-9f43-1f2a3b4c5d6e';
const subject = { merchantId: MerchantId, at: z.iso.datetime() };
const items = z.array(z.string());

export const merchantOpened = event('merchant-opened', 1, z.object({ ...subject, ownerId: AccountId }), {
  ...sample,
  ownerId,
});
export const merchantApproved = event(
  'merchant-approved',
  1,
  z.object({ ...subject, ownerId: AccountId, name: localText(60), currency: Currency }),
  { ...sample, ownerId, name: { en: 'Blue Teapot', zh: '蓝茶壶' }, currency: 'CNY' },
);
export const merchantRejected = event(
  'merchant-rejected',
  1,
  z.object({ ...subject, ownerId: AccountId, reason: z.string() }),
  { ...sample, ownerId, reason: 'The licence is not theirs' },
);
export const merchantSuspended = event('merchant-suspended', 1, z.object({ ...subject, reason: z.string() }), {
  ...sample,
  reason: 'Counterfeit goods',
});
export const merchantReinstated = event('merchant-reinstated', 1, z.object({ ...subject, reason: z.string() }), {
  ...sample,
  reason: 'Cleared',
});
export const storeChanged = event('store-changed', 1, z.object(subject), sample);
export const payoutAccountSet = event('payout-account-set', 1, z.object(subject), sample);
export const payoutAccountVerified = event('payout-account-verified', 1, z.object(subject), sample);

/** The shop's payouts are under review: none is made until they are released. */
export const payoutsHeld = event('payouts-held', 1, z.object({ ...subject, reason: z.string() }), {
  ...sample,
  reason: 'Many refunds within a week',
});
export const payoutsReleased = event('payouts-released', 1, z.object({ ...subject, reason: z.string() }), {
  ...sample,
  reason: 'Explained by a faulty batch',
});

/**
 * A commission rate was agreed with the shop, for what it sells in a category and below or for all its goods; without a
 * rate its categories' count again.
 */
export const commissionAgreed = event(
  'commission-agreed',
  1,
  z.object({
    ...subject,
    categoryId: id('category').optional(),
    from: z.iso.datetime(),
    basisPoints: z.int().nullable(),
  }),
  { ...sample, from: '2026-12-01T00:00:00.000Z', basisPoints: 800 },
);

export const applicationOpened = event('application-opened', 1, z.object(subject), sample);
export const applicationItemsSupplied = event('application-items-supplied', 1, z.object({ ...subject, items }), {
  ...sample,
  items: ['businessLicence'],
});
export const agreementsAccepted = event(
  'agreements-accepted',
  1,
  z.object({ ...subject, agreements: z.array(z.object({ kind: z.string(), version: z.string() })) }),
  { ...sample, agreements: [{ kind: 'service', version: '2026-11' }, { kind: 'entry', version: '2026-11' }] },
);
export const applicationSubmitted = event('application-submitted', 1, z.object({ ...subject, round: z.int() }), {
  ...sample,
  round: 1,
});
export const reviewStarted = event('review-started', 1, z.object({ ...subject, reviewerId: AccountId }), {
  ...sample,
  reviewerId: ownerId,
});
export const applicationItemsJudged = event(
  'application-items-judged',
  1,
  z.object({ ...subject, passed: items, failed: items }),
  { ...sample, passed: ['company'], failed: ['businessLicence'] },
);
export const supplementAsked = event(
  'supplement-asked',
  1,
  z.object({ ...subject, findings: z.array(z.object({ item: z.string(), comment: z.string() })) }),
  { ...sample, findings: [{ item: 'businessLicence', comment: 'The scan is not readable' }] },
);
export const applicationApproved = event('application-approved', 1, z.object(subject), sample);
export const applicationRejected = event('application-rejected', 1, z.object({ ...subject, reason: z.string() }), {
  ...sample,
  reason: 'The licence is not theirs',
});
