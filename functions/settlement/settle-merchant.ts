import { job } from '../../shared/kernel/doors/job.ts';
import { ledger } from '../../shared/ledger/public.ts';
import { merchants, paidTo } from '../../shared/merchants/public.ts';
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
  queue: 'house',
  message: SettleMerchant,
  touches: [
    runs.need,
    merchants.need,
    settleableList,
    earnings.get,
    earnings.save,
    statements.get,
    statements.save,
    payouts.save,
    ledger.held,
    ledger.draw,
  ],
  emits: [statementIssued, payoutRequested],
}, async ({ message: { merchantId, date, part }, now, commit }) => {
  const [run, issued, shop] = await Promise.all([
    runs.need(date),
    statements.get(statementIdOf(merchantId, date, part)),
    merchants.need(merchantId),
  ]);
  if (issued || !isIssuing(run, now)) return;
  // Its payouts have been held since the day's settlement started: the first run after that takes them.
  const account = paidTo(shop, now);
  if (!account) return;

  const { earnings: [first, ...others], more } = await firstReleased(
    settleable.placesOf(merchantId).map((place) => (cursor) =>
      settleableList(place, { startingWith: `${merchantId}#`, cursor, limit: 100 })
    ),
    earnings.get,
    perStatement,
  );
  if (!first) return;
  const held = await ledger.held(merchantId, first.currency);

  const { statement, claims, payouts: requested, entries } = settle(
    {
      merchantId,
      date,
      part,
      more,
      earnings: [first, ...others],
      account,
      provider: provider.name,
    },
    now,
  );
  await commit({
    writes: [
      statements.save(statement),
      ...claims.map(earnings.save),
      ...requested.map(payouts.save),
      ledger.draw([held], ...entries),
    ],
  });
});
