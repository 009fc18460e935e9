import * as z from 'zod';
import { id, MerchantId } from '../kernel/values/ids.ts';
import { sender } from '../kernel/doors/job.ts';

/** Asks for one merchant's statement of one day. */
export const SettleMerchant = z.strictObject({
  merchantId: MerchantId,
  date: z.iso.date(),
  part: z.int().min(1).max(100_000),
});

/** The message that asks for one part, which is settled once. */
export const partOf = (merchantId: MerchantId, date: string, part: number) => ({
  key: `${merchantId} ${date} ${part}`,
  message: { merchantId, date, part },
});

export const settleMerchantQueue = sender('house', 'settlement/settle-merchant', SettleMerchant);

/** Asks what became of one payout. */
export const CheckPayout = z.strictObject({ payoutId: id('payout') });

export const checkPayoutQueue = sender('payment-provider', 'settlement/check-payout', CheckPayout);

/**
 * A look at what the provider says of a payout, in whatever state it is with us; with the notice that gave rise to it, if
 * one did.
 */
export const LookUpPayout = z.strictObject({
  payoutId: id('payout'),
  notice: z.object({
    reference: z.string(),
    status: z.enum(['pending', 'paid', 'failed', 'returned']),
    amount: z.number().optional(),
    currency: z.string().optional(),
    updatedAt: z.string().optional(),
  }).optional(),
});

export const lookUpPayout = sender('payment-provider', 'settlement/look-up-payout', LookUpPayout);

/** Asks for one part of a day's export. */
export const ExportPartMessage = z.strictObject({ date: z.iso.date(), part: z.int().min(0) });

export const exportPartQueue = sender('parts', 'settlement/export-part', ExportPartMessage);

/** Asks for one part of the comparison of a day. */
export const ReconcilePart = z.strictObject({ date: z.iso.date(), part: z.int().min(0) });

export const reconcilePartQueue = sender('parts', 'settlement/reconcile-part', ReconcilePart);
