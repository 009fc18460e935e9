import * as z from 'zod';
import { shopOf } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { money, Money } from '../../shared/kernel/values/money.ts';
import { heldIn, ledger } from '../../shared/ledger/public.ts';
import { merchants, PayoutHold, payoutHold } from '../../shared/merchants/public.ts';
import { payoutSchedule } from '../../shared/settlement/rulebooks.ts';
import { leastIn, nextPayday } from '../../shared/settlement/run.ts';

export const { contract, handler } = endpoint({
  summary:
    'Shows what the shop has earned, pending in the after-sales window and released for the next payout, what it owes, and when it is paid.',
  route: 'GET /v1/balance',
  audience: 'merchant',
  callers: ['merchant'],
  answer: {
    200: z.object({
      pending: Money,
      released: Money,
      debt: Money.meta({ description: 'What was given back of settled sales: the next statements take it off' }),
      payday: z.iso.date().meta({ description: 'The next day on which shops are paid' }),
      least: Money.optional().meta({ description: 'What is less than this waits for a later one' }),
      hold: PayoutHold.meta({ description: 'Why nothing is paid out now; nothing when payouts are made' }),
    }),
  },
  problems: ['no-shop'],
  touches: [merchants.need, ledger.held, payoutSchedule.current],
}, async ({ caller, now, calendar }) => {
  const [shop, schedule] = await Promise.all([shopOf(caller).then(merchants.need), payoutSchedule.current(now)]);
  const { id, currency } = shop;
  const held = await ledger.held(id, currency);
  const least = leastIn(schedule, currency);
  const balance = (code: Parameters<typeof heldIn>[1]): Money => money(heldIn(held, code), currency);
  return {
    pending: balance('merchant-pending'),
    released: balance('merchant-released'),
    debt: balance('merchant-debt'),
    payday: nextPayday(calendar.dateOf(now), schedule),
    ...(least > 0 && { least: money(least, currency) }),
    hold: payoutHold(shop, now),
  };
});
