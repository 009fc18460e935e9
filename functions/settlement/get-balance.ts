import * as z from 'zod';
import { shopOf } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { Money } from '../../shared/kernel/values/money.ts';
import { ledger } from '../../shared/ledger/public.ts';
import { merchants, PayoutHold, payoutHold } from '../../shared/merchants/public.ts';

export const { contract, handler } = endpoint({
  summary: 'Shows what the shop has earned: pending in the after-sales window, and released for the next payout.',
  route: 'GET /v1/balance',
  audience: 'merchant',
  callers: ['merchant'],
  answer: {
    200: z.object({
      pending: Money,
      released: Money,
      hold: PayoutHold.meta({ description: 'Why nothing is paid out now; nothing when payouts are made' }),
    }),
  },
  problems: ['no-shop'],
  touches: [merchants.need, ledger.balance],
}, async ({ caller, now }) => {
  const shop = await merchants.need(await shopOf(caller));
  const { id, currency } = shop;
  const [pending, released] = await Promise.all([
    ledger.balance(`merchant-pending:${id}`, currency),
    ledger.balance(`merchant-released:${id}`, currency),
  ]);
  return { pending, released, hold: payoutHold(shop, now) };
});
