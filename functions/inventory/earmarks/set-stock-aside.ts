import { earmarks, moveEarmarked } from '../../../shared/inventory/earmarks/earmark-store.ts';
import { EarmarkTerms, earmarkView, EarmarkView, setAside } from '../../../shared/inventory/earmarks/earmark.ts';
import { availabilityCounted, stockEarmarked } from '../../../shared/inventory/events.ts';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { due } from '../../../shared/kernel/store/due.ts';

export const { contract, handler } = endpoint({
  summary:
    'Sets units aside for a campaign, so that other orders cannot take them, and gives back at its end what is left.',
  route: 'POST /v1/earmarks',
  audience: 'merchant',
  callers: ['merchant'],
  idempotent: true,
  input: EarmarkTerms,
  answer: { 201: EarmarkView },
  problems: ['no-shop', 'not-found', 'out-of-stock'],
  touches: [moveEarmarked, earmarks.save, due.set],
  emits: [availabilityCounted, stockEarmarked],
}, async ({ input, caller, now, newId, commit }) => {
  const change = setAside(newId('earmark'), await shopOf(caller), input, now);
  const { id: earmarkId, until } = change.after;
  return commit({
    writes: [
      earmarks.save(change),
      await moveEarmarked(change.after),
      due.set(until, 'inventory/end-earmark', { earmarkId }),
    ],
    answer: earmarkView(change.after),
  });
});
