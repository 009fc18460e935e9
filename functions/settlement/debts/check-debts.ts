import { schedule } from '../../../shared/kernel/doors/schedule.ts';
import { log } from '../../../shared/kernel/log.ts';
import { publish } from '../../../shared/kernel/metrics.ts';
import { inPages } from '../../../shared/kernel/store/page.ts';
import type { MerchantId } from '../../../shared/kernel/values/ids.ts';
import type { Currency } from '../../../shared/kernel/values/money.ts';
import { heldIn, ledger } from '../../../shared/ledger/public.ts';
import { outstandingOf, owedStates } from '../../../shared/settlement/debts/debt.ts';
import { debtList, debts, debtsIn, openDebtList, openDebtsOf } from '../../../shared/settlement/debts/debt-store.ts';

export const { contract, handler } = schedule({
  summary: 'Compares what each shop owes by its debts with what the books say, and raises an alarm where they differ.',
  every: 'day',
  at: '04:00',
  touches: [debtList, openDebtList, debts.get, ledger.held],
  timeout: 300_000,
}, async () => {
  const seen = new Set<string>();
  let off = 0;
  for (const state of owedStates) {
    for await (const some of inPages((page) => debtList(debtsIn(state), page))) {
      for (const { merchantId, outstanding: { currency } } of some) {
        if (seen.has(`${merchantId} ${currency}`)) continue;
        seen.add(`${merchantId} ${currency}`);
        // Money may move between two reads, and lists lag behind: what differs is looked at once more.
        if (await agrees(merchantId, currency)) continue;
        const found = await compared(merchantId, currency);
        if (found.owed === found.booked) continue;
        log.warn('debt-off', { merchantId, currency, ...found });
        off += 1;
      }
    }
  }
  publish('balancesOff', off);
});

/** What a shop owes by its debts, each as it is now, and by the books. */
const compared = async (merchantId: MerchantId, currency: Currency) => {
  let owed = 0;
  for await (const some of inPages((page) => openDebtList(openDebtsOf(merchantId), page))) {
    const found = await Promise.all(some.map(({ debtId }) => debts.get(debtId)));
    owed += outstandingOf(found.filter((debt) => debt !== undefined), currency).amount;
  }
  return { owed, booked: heldIn(await ledger.held(merchantId, currency), 'merchant-debt') };
};

const agrees = async (merchantId: MerchantId, currency: Currency): Promise<boolean> => {
  const { owed, booked } = await compared(merchantId, currency);
  return owed === booked;
};
