import * as z from 'zod';

/** Why a buyer wants money back. */
export type ReturnReason = z.infer<typeof ReturnReason>;
export const ReturnReason = z.enum(['not-wanted', 'not-as-described', 'defective', 'wrong-goods', 'incomplete']);

/** What the buyer wants: the money alone, to send the goods back for it, or to send them back for others. */
export type ReturnWish = z.infer<typeof ReturnWish>;
export const ReturnWish = z.enum(['refund-only', 'return-and-refund', 'exchange']);

/** Who pays for the way back. */
export const WayBack = z.enum(['paid-by-buyer', 'paid-by-shop']);
