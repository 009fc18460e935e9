import * as z from 'zod';
import { shopOf } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { money, Money } from '../../shared/kernel/values/money.ts';
import { heldIn, ledger } from '../../shared/ledger/public.ts';
import { merchants, PayoutHold, payoutHold } from '../../shared/merchants/public.ts';

export const { contract, handler } = endpoint({
  summary:
    'Shows what the shop has earned, pending in the after-sales window and released for the next payout, and what it owes.',
  route: 'GET /v1/balance',
  audience: 'merchant',
  callers: ['merchant'],
  answer: {
    200: z.object({
      pending: Money,
      released: Money,
      debt: Money.meta({ description: 'What was given back of settled sales: the next statements take it off' }),
      hold: PayoutHold.meta({ description: 'Why nothing is paid out now; nothing when payouts are made' }),
    }),
  },
  problems: ['no-shop'],
  touches: [merchants.need, ledger.held],
}, async ({ caller, now }) => {
  const shop = await merchants.need(await shopOf(caller));
  const { id, currency } = shop;
  const held = await ledger.held(id, currency);
  const balance = (code: Parameters<typeof heldIn>[1]): Money => money(heldIn(held, code), currency);
  return {
    pending: balance('merchant-pending'),
    released: balance('merchant-released'),
    debt: balance('merchant-debt'),
    hold: payoutHold(shop, now),
  };
});
