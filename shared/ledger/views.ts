import * as z from 'zod';
import { Instant } from '../kernel/values/clock.ts';
import { AccountId, id, MerchantId } from '../kernel/values/ids.ts';
import { Money } from '../kernel/values/money.ts';
import { CorrectionId, CorrectionState, type Correction } from './correction.ts';
import { EntryKind } from './entry.ts';

const Postings = z.array(z.object({ account: z.string(), amount: Money })).meta({
  description: 'Debits are positive, credits negative; they sum to zero',
});

/** An entry as finance sees it. */
export const EntryView = z.object({
  id: z.string(),
  at: Instant,
  kind: EntryKind,
  orderId: id('order').optional(),
  merchantId: MerchantId.optional(),
  reference: z.string().optional(),
  postings: Postings,
});

export type CorrectionRow = z.infer<typeof CorrectionRow>;
export const CorrectionRow = z.object({
  correctionId: CorrectionId,
  state: CorrectionState,
  postings: Postings,
  reason: z.string(),
  corrects: z.string(),
  proposedBy: AccountId,
  proposedAt: Instant,
  lapsesAt: Instant,
  decidedBy: AccountId.optional(),
  decidedAt: Instant.optional(),
  note: z.string().optional(),
});
export const correctionRow = ({ id: correctionId, version: _, postings, ...rest }: Correction): CorrectionRow => ({
  correctionId,
  ...rest,
  postings: [...postings],
});
