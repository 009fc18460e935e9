import { job } from '../../shared/kernel/job.ts';
import { Problem } from '../../shared/kernel/problems.ts';
import { ledger } from '../../shared/ledger/public.ts';
import { merchants } from '../../shared/merchants/public.ts';
import { provider } from '../../shared/payments/public.ts';
import { claim, totalsOf, type Earning } from '../../shared/settlement/earning.ts';
import { payoutRequested, statementIssued } from '../../shared/settlement/events.ts';
import { SettleMerchant } from '../../shared/settlement/messages.ts';
import { requestPayout } from '../../shared/settlement/payout.ts';
import { earningsPerStatement } from '../../shared/settlement/policy.ts';
import { firstReleased } from '../../shared/settlement/released.ts';
import { issue, statementIdOf } from '../../shared/settlement/statement.ts';
import { earnings, payouts, settleable, settleableList, shardOf, statements } from '../../shared/settlement/store.ts';

export const { contract, handler } = job({
  summary: "Issues one merchant's statement of the day, and asks for its payout.",
  message: SettleMerchant,
  touches: [
    merchants.need,
    settleableList,
    earnings.get,
    earnings.save,
    statements.get,
    statements.save,
    payouts.save,
    ledger.post,
  ],
  emits: [statementIssued, payoutRequested],
}, async ({ message: { merchantId, date, part }, now, commit }) => {
  const statementId = statementIdOf(merchantId, date, part);
  if (await statements.get(statementId)) return;
  const shop = await merchants.need(merchantId);
  if (!shop.payoutAccount?.verified) throw new Problem('payout-account-missing');

  const { earnings: [first, ...others], more } = await firstReleased(
    (cursor) => settleableList(settleable(shardOf(merchantId)), { startingWith: `${merchantId}#`, cursor, limit: 100 }),
    earnings.get,
    earningsPerStatement,
  );
  if (!first) return;
  const claimed: [Earning, ...Earning[]] = [first, ...others];

  const { change: payout, entries } = requestPayout(
    {
      merchantId,
      statementId,
      amount: totalsOf(claimed, first.currency).net,
      account: shop.payoutAccount.token,
      provider: provider.name,
      attempt: 1,
    },
    now,
  );
  const statement = issue({ merchantId, date, part, more, earnings: claimed, payoutId: payout.after.id }, now);
  await commit({
    writes: [
      statements.save(statement),
      ...claimed.map((earning) => earnings.save(claim(earning, statementId))),
      payouts.save(payout),
      ledger.post(...entries),
    ],
  });
});
