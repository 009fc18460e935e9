import type { Money } from '../../../shared/kernel/values/money.ts';
import { useShop } from '../shop.ts';

/** What is asked for it, or would be paid. */
export const Amount = ({ of }: { readonly of: Money }) => {
  const { money } = useShop();
  return <p class="price">{money(of)}</p>;
};

/** Until when it is shown. */
export const On = ({ at }: { readonly at: string }) => {
  const { w, day } = useShop();
  return <p class="fine">{w.ads.until(day(at))}</p>;
};
