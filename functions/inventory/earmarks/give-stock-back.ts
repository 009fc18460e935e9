import * as z from 'zod';
import { earmarks, moveEarmarked } from '../../../shared/inventory/earmarks/earmark-store.ts';
import {
  EarmarkId,
  earmarkOf,
  earmarkView,
  EarmarkView,
  giveBack,
} from '../../../shared/inventory/earmarks/earmark.ts';
import { availabilityCounted, stockGivenBack } from '../../../shared/inventory/events.ts';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary: 'Gives back what was set aside for a campaign, before its end.',
  route: 'POST /v1/earmarks/{earmarkId}/end',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject({ earmarkId: EarmarkId }),
  answer: { 200: EarmarkView },
  problems: ['no-shop', 'not-found', 'illegal-step'],
  touches: [earmarks.need, earmarks.save, moveEarmarked],
  emits: [availabilityCounted, stockGivenBack],
}, async ({ input: { earmarkId }, caller, now, commit }) => {
  const [found, merchantId] = await Promise.all([earmarks.need(earmarkId), shopOf(caller)]);
  const change = giveBack(earmarkOf(found, merchantId), now);
  return commit({
    writes: [earmarks.save(change), await moveEarmarked(change.after)],
    answer: earmarkView(change.after),
  });
});
