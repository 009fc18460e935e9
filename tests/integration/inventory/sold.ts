/** Given what a SKU has sold: the nights of counting are not waited for. */
import { stageNamed } from '../../../infra/stages.ts';
import type { SkuId } from '../../../shared/catalogue/public.ts';
import { stockHistories } from '../../../shared/inventory/replenishment/replenishment-store.ts';
import { created } from '../../../shared/kernel/store/change.ts';
import { transact } from '../../../shared/kernel/store/commit.ts';
import { calendarOf, dateAfter } from '../../../shared/kernel/values/calendar.ts';
import { instant } from '../../../shared/kernel/values/clock.ts';
import type { MerchantId } from '../../../shared/kernel/values/ids.ts';
import { now } from '../../support/control.ts';
import type { Merchant } from '../../support/merchants.ts';
import type { Goods } from '../../support/shopping.ts';
import { asUseCase } from '../../support/use-case.ts';

/** The day on which the platform is. */
export const today = async (): Promise<string> =>
  calendarOf(stageNamed('dev').zone).dateOf(instant((await now()).getTime()));

/** Has a SKU have sold so many units on each of the days before today, oldest first. The table must be within reach. */
export const sold = async (
  { merchantId }: Merchant,
  { skuId }: Goods,
  onHand: number,
  demand: readonly number[],
): Promise<void> => {
  const date = await today();
  let taken = -demand.reduce((sum, units) => sum + units, 0);
  const days = [0, ...demand].map((units, i) => {
    taken += units;
    return { date: dateAfter(date, i - demand.length - 1), taken, shipped: taken, onHand };
  });
  const history = created<Parameters<typeof stockHistories.save>[0]['after']>({
    id: skuId as SkuId,
    merchantId: merchantId as MerchantId,
    days,
    layers: [{ since: days[0]!.date, units: onHand }],
  });
  await asUseCase(
    { now: instant(Date.parse(date)), touches: [stockHistories.save] },
    () => transact(stockHistories.save(history)),
  );
};

/** So many units a day, for some days. */
export const daily = (units: number, days: number): number[] => Array<number>(days).fill(units);
