import { job } from '../../shared/kernel/doors/job.ts';
import { ledger } from '../../shared/ledger/public.ts';
import { merchants, paidTo } from '../../shared/merchants/public.ts';
import { provider } from '../../shared/payments/public.ts';
import { payoutRequested, statementIssued } from '../../shared/settlement/events.ts';
import { SettleMerchant } from '../../shared/settlement/messages.ts';
import { perStatement } from '../../shared/settlement/policy.ts';
import { firstReleased, limitsBeside } from '../../shared/settlement/released.ts';
import { isIssuing } from '../../shared/settlement/run.ts';
import { debts, owedBy } from '../../shared/settlement/debts/debt-store.ts';
import { settle } from '../../shared/settlement/settle.ts';
import { statementIdOf } from '../../shared/settlement/statement.ts';
import { earnings, payouts, runs, settleable, settleableList, statements } from '../../shared/settlement/store.ts';

export const { contract, handler } = job({
  summary:
    "Issues one merchant's statement of the day, takes off it what the shop owes, and asks for the payout of the rest.",
  queue: 'house',
  message: SettleMerchant,
  touches: [
    runs.need,
    merchants.need,
    settleableList,
    earnings.get,
    earnings.save,
    owedBy,
    debts.save,
    statements.get,
    statements.save,
    payouts.save,
    ledger.held,
    ledger.draw,
  ],
  emits: [statementIssued, payoutRequested],
}, async ({ message: { merchantId, date, part }, now, commit }) => {
  const [run, issued, shop, owed] = await Promise.all([
    runs.need(date),
    statements.get(statementIdOf(merchantId, date, part)),
    merchants.need(merchantId),
    owedBy(merchantId),
  ]);
  if (issued || !isIssuing(run, now)) return;
  // Its payouts have been held since the day's settlement started: the first run after that takes them.
  const account = paidTo(shop, now);
  if (!account) return;

  const limits = limitsBeside(owed, perStatement);
  const { earnings: [first, ...others], more } = await firstReleased(
    settleable.placesOf(merchantId).map((place) => (cursor) =>
      settleableList(place, { startingWith: `${merchantId}#`, cursor, limit: 100 })
    ),
    earnings.get,
    limits,
  );
  if (!first) return;
  const held = await ledger.held(merchantId, first.currency);

  const { statement, claims, repaid, payouts: requested, entries } = settle(
    {
      merchantId,
      date,
      part,
      more,
      earnings: [first, ...others],
      debts: owed.slice(0, limits.debts),
      account,
      provider: provider.name,
    },
    now,
  );
  await commit({
    writes: [
      statements.save(statement),
      ...claims.map(earnings.save),
      ...repaid.map(debts.save),
      ...requested.map(payouts.save),
      ledger.draw([held], ...entries),
    ],
  });
});
