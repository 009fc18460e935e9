import { accountFrozen } from '../../shared/identity/events.ts';
import { accounts } from '../../shared/kernel/account.ts';
import { subscriber } from '../../shared/kernel/doors/subscriber.ts';
import { payoutsHeld } from '../../shared/merchants/events.ts';
import { holdPayouts } from '../../shared/merchants/merchant.ts';
import { merchants } from '../../shared/merchants/store.ts';

export const { contract, handler } = subscriber({
  summary: 'Holds the payouts of a shop whose account has been frozen, until finance has looked into them.',
  on: accountFrozen,
  final: ['illegal-step'],
  touches: [accounts.need, merchants.need, merchants.save],
  emits: [payoutsHeld],
}, async ({ event: { data: { accountId, reason } }, now, commit }) => {
  const { merchantId, status } = await accounts.need(accountId);
  if (!merchantId || status !== 'frozen') return;
  const change = holdPayouts(await merchants.need(merchantId), `The account of the shop is frozen: ${reason}`, now);
  await commit({ writes: [merchants.save(change)] });
});
