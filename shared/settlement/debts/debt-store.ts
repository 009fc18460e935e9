import { together } from '../../kernel/doors/access.ts';
import { aggregate } from '../../kernel/store/aggregate.ts';
import { everything } from '../../kernel/store/page.ts';
import type { MerchantId } from '../../kernel/values/ids.ts';
import { writeOffWaits } from '../desk.ts';
import { isOwed, owedStates, type Debt, type DebtState } from './debt.ts';
import { debtRow, type DebtRow } from './debt-views.ts';

export const debts = aggregate<Debt, DebtRow>({
  name: 'debt',
  prefix: 'DEBT',
  indexes: {
    gsi1: ({ state, since, id }) => [debtsIn(state), `${since}#${id}`],
    gsi2: (debt) => (isOwed(debt) ? [openDebtsOf(debt.merchantId), `${debt.since}#${debt.id}`] : undefined),
    gsi3: ({ merchantId, since, id }) => [debtsOf(merchantId), `${since}#${id}`],
  },
  summary: debtRow,
  desks: [writeOffWaits],
});
export const debtsIn = (state: DebtState): string => `DEBTS#${state}`;
export const debtList = debts.list('debts.in-state', 'gsi1', 'DEBTS#*');
export const openDebtsOf = (merchantId: MerchantId): string => `OPEN-DEBTS-OF#${merchantId}`;
export const openDebtList = debts.list('debts.open', 'gsi2', 'OPEN-DEBTS-OF#*');
export const debtsOf = (merchantId: MerchantId): string => `DEBTS-OF#${merchantId}`;
export const shopDebts = debts.list('debts.of-shop', 'gsi3', 'DEBTS-OF#*');

/** Everything that all shops owe. */
export const allOwed = Object.assign(
  async (): Promise<DebtRow[]> => {
    return (await Promise.all(owedStates.map((state) => Array.fromAsync(everything(debtList, debtsIn(state)))))).flat();
  },
  together('debts.all-owed', debtList),
);

/** The oldest debts of a shop, each as it is now: the list may lag behind. Of very many some are left out. */
export const owedBy = Object.assign(
  async (merchantId: MerchantId): Promise<Debt[]> => {
    const { items } = await openDebtList(openDebtsOf(merchantId), { limit: 100 });
    const found = await Promise.all(items.map(({ debtId }) => debts.get(debtId)));
    return found.flatMap((debt) => (debt && isOwed(debt) ? [debt] : []));
  },
  together('debts.owed-by', openDebtList, debts.get),
);
