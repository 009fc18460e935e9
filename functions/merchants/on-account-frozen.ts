import { accountFrozen } from '../../shared/identity/events.ts';
import { accounts } from '../../shared/kernel/account.ts';
import { subscriber } from '../../shared/kernel/doors/subscriber.ts';
import { payoutsHeld } from '../../shared/merchants/events.ts';
import { holdPayoutsOfFrozen } from '../../shared/merchants/merchant.ts';
import { merchants } from '../../shared/merchants/store.ts';

export const { contract, handler } = subscriber({
  summary: 'Holds the payouts of a shop whose account has been frozen, until finance has looked into them.',
  on: accountFrozen,
  touches: [accounts.need, merchants.need, merchants.save],
  emits: [payoutsHeld],
}, async ({ event: { data: { accountId, reason } }, now, commit }) => {
  const { merchantId, status } = await accounts.need(accountId);
  if (!merchantId || status !== 'frozen') return;
  await commit({ writes: [merchants.save(holdPayoutsOfFrozen(await merchants.need(merchantId), reason, now))] });
});
