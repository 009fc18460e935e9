import { job } from '../../shared/kernel/job.ts';
import { Problem } from '../../shared/kernel/problems.ts';
import { ledger } from '../../shared/ledger/public.ts';
import { merchants } from '../../shared/merchants/public.ts';
import { provider } from '../../shared/payments/public.ts';
import { payoutRequested, statementIssued } from '../../shared/settlement/events.ts';
import { SettleMerchant } from '../../shared/settlement/messages.ts';
import { perStatement } from '../../shared/settlement/policy.ts';
import { firstReleased } from '../../shared/settlement/released.ts';
import { isIssuing } from '../../shared/settlement/run.ts';
import { settle } from '../../shared/settlement/settle.ts';
import { statementIdOf } from '../../shared/settlement/statement.ts';
import { earnings, payouts, runs, settleable, settleableList, statements } from '../../shared/settlement/store.ts';

export const { contract, handler } = job({
  summary: "Issues one merchant's statement of the day, and asks for its payout if it comes to anything.",
  message: SettleMerchant,
  final: ['payout-account-missing'],
  touches: [
    runs.need,
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
  const [run, issued, shop] = await Promise.all([
    runs.need(date),
    statements.get(statementIdOf(merchantId, date, part)),
    merchants.need(merchantId),
  ]);
  if (issued || !isIssuing(run, now)) return;
  if (!shop.payoutAccount?.verified) throw new Problem('payout-account-missing');

  const { earnings: [first, ...others], more } = await firstReleased(
    settleable.placesOf(merchantId).map((place) => (cursor) =>
      settleableList(place, { startingWith: `${merchantId}#`, cursor, limit: 100 })
    ),
    earnings.get,
    perStatement,
  );
  if (!first) return;

  const { statement, claims, payouts: requested, entries } = settle(
    {
      merchantId,
      date,
      part,
      more,
      earnings: [first, ...others],
      account: shop.payoutAccount.token,
      provider: provider.name,
    },
    now,
  );
  await commit({
    writes: [
      statements.save(statement),
      ...claims.map(earnings.save),
      ...requested.map(payouts.save),
      ledger.post(...entries),
    ],
  });
});
