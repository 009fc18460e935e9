import * as z from 'zod';
import { Instant } from '../../kernel/values/clock.ts';
import { AccountId, id, MerchantId } from '../../kernel/values/ids.ts';
import { Money } from '../../kernel/values/money.ts';
import { DebtId, DebtState, type Debt } from './debt.ts';

export type DebtRow = z.infer<typeof DebtRow>;
export const DebtRow = z.object({
  debtId: DebtId,
  merchantId: MerchantId,
  orderId: id('order'),
  refundId: id('refund'),
  state: DebtState,
  amount: Money,
  outstanding: Money.meta({ description: 'What is not repaid yet, or was written off' }),
  since: Instant,
});
export const debtRow = (
  { id: debtId, merchantId, orderId, refundId, state, amount, outstanding, since }: Debt,
): DebtRow => ({ debtId, merchantId, orderId, refundId, state, amount, outstanding, since });

/** A debt as finance sees it: with each statement that has taken some of it off, and who wants it written off. */
export const DebtView = DebtRow.extend({
  setOffs: z.array(z.object({ statementId: id('statement'), amount: Money, at: Instant })),
  proposedBy: AccountId.optional().meta({ description: 'Who wants it written off' }),
  reason: z.string().optional().meta({ description: 'Why' }),
});
export const debtView = (debt: Debt): z.input<typeof DebtView> => ({
  ...debtRow(debt),
  setOffs: [...debt.setOffs],
  proposedBy: debt.writeOff?.by,
  reason: debt.writeOff?.reason,
});

/** A debt as its shop sees it. */
export const ShopDebt = DebtRow.omit({ merchantId: true, state: true }).extend({
  state: DebtState.exclude(['write-off-proposed']),
});
/** What finance thinks about a debt is not for its shop, as long as nothing is decided. */
export const shopDebt = ({ merchantId: _, state, ...debt }: DebtRow): z.input<typeof ShopDebt> => ({
  ...debt,
  state: state === 'write-off-proposed' ? 'open' : state,
});
