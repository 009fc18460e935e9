import { schedule } from '../../../shared/kernel/doors/schedule.ts';
import { log } from '../../../shared/kernel/log.ts';
import { publish } from '../../../shared/kernel/metrics.ts';
import { everything } from '../../../shared/kernel/store/page.ts';
import type { MerchantId } from '../../../shared/kernel/values/ids.ts';
import type { Currency } from '../../../shared/kernel/values/money.ts';
import { heldIn, ledger } from '../../../shared/ledger/public.ts';
import { ageing } from '../../../shared/settlement/debts/ageing.ts';
import { outstandingOf } from '../../../shared/settlement/debts/debt.ts';
import { allOwed, debts, openDebtList, openDebtsOf } from '../../../shared/settlement/debts/debt-store.ts';

export const { contract, handler } = schedule({
  summary: 'Compares what each shop owes by its debts with what the books say, and raises an alarm where they differ.',
  every: 'day',
  at: '04:00',
  touches: [allOwed, openDebtList, debts.get, ledger.held],
  timeout: 300_000,
}, async ({ now }) => {
  let off = 0;
  for (const { merchantId, total: { currency } } of ageing(await allOwed(), now)) {
    // Money may move between two reads, and lists lag behind: what differs is looked at once more.
    if (await agrees(merchantId, currency)) continue;
    const found = await compared(merchantId, currency);
    if (found.owed === found.booked) continue;
    log.warn('debt-off', { merchantId, currency, ...found });
    off += 1;
  }
  publish('balancesOff', off);
});

/** What a shop owes by its debts, each as it is now, and by the books. */
const compared = async (merchantId: MerchantId, currency: Currency) => {
  const listed = await Array.fromAsync(everything(openDebtList, openDebtsOf(merchantId)));
  const [held, found] = await Promise.all([
    ledger.held(merchantId, currency),
    Promise.all(listed.map(({ debtId }) => debts.get(debtId))),
  ]);
  const owed = outstandingOf(found.filter((debt) => debt !== undefined), currency);
  return { owed: owed.amount, booked: heldIn(held, 'merchant-debt') };
};

const agrees = async (merchantId: MerchantId, currency: Currency): Promise<boolean> => {
  const { owed, booked } = await compared(merchantId, currency);
  return owed === booked;
};
