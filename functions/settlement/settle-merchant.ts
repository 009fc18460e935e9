import { everything } from '../../shared/kernel/page.ts';
import { job } from '../../shared/kernel/job.ts';
import { Problem } from '../../shared/kernel/problems.ts';
import { ledger } from '../../shared/ledger/public.ts';
import { merchants } from '../../shared/merchants/public.ts';
import { provider } from '../../shared/payments/public.ts';
import { claim, totalsOf, type Earning } from '../../shared/settlement/earning.ts';
import { payoutRequested, statementIssued } from '../../shared/settlement/events.ts';
import { SettleMerchant, settleMerchantQueue } from '../../shared/settlement/messages.ts';
import { requestPayout } from '../../shared/settlement/payout.ts';
import { earningsPerStatement } from '../../shared/settlement/policy.ts';
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
    settleMerchantQueue,
  ],
  emits: [statementIssued, payoutRequested],
}, async ({ message: { merchantId, date, part }, now, commit }) => {
  const statementId = statementIdOf(merchantId, date, part);
  if (await statements.get(statementId)) return;
  const shop = await merchants.need(merchantId);
  if (!shop.payoutAccount?.verified) throw new Problem('payout-account-missing');

  // The list may lag behind: each earning is read itself, and its version decides.
  const rows = await Array.fromAsync(everything(settleableList, settleable(shardOf(merchantId)), `${merchantId}#`));
  const found = await Promise.all(rows.slice(0, earningsPerStatement + 1).map(({ orderId }) => earnings.get(orderId)));
  const [first, ...others] = found.filter((earning) => earning?.state === 'released').map((earning) => earning!).slice(
    0,
    earningsPerStatement,
  );
  if (!first) return;
  const claimed: [Earning, ...Earning[]] = [first, ...others];
  if (rows.length > earningsPerStatement) {
    await settleMerchantQueue([{
      key: `${merchantId} ${date} ${part + 1}`,
      message: { merchantId, date, part: part + 1 },
    }]);
  }

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
  const statement = issue({ merchantId, date, part, earnings: claimed, payoutId: payout.after.id }, now);
  await commit({
    writes: [
      statements.save(statement),
      ...claimed.map((earning) => earnings.save(claim(earning, statementId))),
      payouts.save(payout),
      ledger.post(...entries),
    ],
  });
});
