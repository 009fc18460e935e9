import { useEffect, useMemo, useState } from 'preact/hooks';
import { useAgainWhenSeen, useAsked } from '../asked.ts';
import { useCommands } from '../commanding.ts';
import type { Answers } from '../guest-cart.ts';
import { useShop } from '../shop.ts';
import { Waiting } from './own.tsx';
import { Told } from './told.tsx';

interface BuyNowProps {
  readonly skuId: string;
  readonly quantity: number;
  /** What is decided of what is made to order. Of what changes its price, this part is made anew. */
  readonly answers?: Answers | undefined;
  /** What is done instead where something has to be said first: no address is saved, or the shop has to quote. */
  readonly otherwise: () => Promise<void>;
}

/**
 * Buys what is chosen by itself in one step: to the address of one's own, by what was paid by last, for a total that stands
 * beside the button before it is pressed. For those who are signed in.
 */
export const BuyNow = ({ skuId, quantity, answers, otherwise }: BuyNowProps) => {
  const { w, to, money } = useShop();
  const item = { skuId, quantity, ...(answers && { answers: [...answers] }) };
  // What is written on it changes no price.
  const priced = useMemo(() => item, [quantity]);
  const { answer, trouble: refused, again } = useAsked('POST /shop/v1/checkout/preview', { item: priced });
  const means = useAsked('GET /shop/v1/payment-means', {});
  useAgainWhenSeen(again);
  const { busy, trouble, command } = useCommands();
  const [placed, setPlaced] = useState(false);
  useEffect(() => {
    // Whoever comes back finds the page as it was left.
    const back = ({ persisted }: PageTransitionEvent): void => void (persisted && setPlaced(false));
    addEventListener('pageshow', back);
    return () => removeEventListener('pageshow', back);
  }, []);
  useEffect(() => void (trouble?.code && again()), [trouble]);

  const [line] = answer?.orders[0]?.lines ?? [];
  const preview = line?.skuId === skuId && line.quantity === quantity && means.answer ? answer : undefined;
  const kept = means.answer?.items.find(({ method }) => preview?.paymentMethods.includes(method));
  const method = preview?.paymentMethods[0];

  const buy = async (): Promise<void> => {
    if (placed) return;
    if (!preview || !method) return otherwise();
    const checkout = await command('POST /shop/v1/orders', {
      item,
      addressId: preview.address.id,
      ...(kept ? { meansId: kept.meansId } : { paymentMethod: method }),
      expectedTotal: preview.total,
    });
    if (!checkout) return;
    setPlaced(true);
    location.assign(to(`/pay/${checkout.paymentId}?go=1`));
  };

  return (
    <>
      <button type="button" class="button quiet" disabled={busy || placed} onClick={() => void buy()}>
        {busy || placed ? w.forms.wait : w.buyNow.button}
      </button>
      <div class="terms fine">
        {answer || refused
          ? preview && w.buyNow.terms(
            money(preview.total),
            money(preview.orders[0]!.freight),
            preview.address.city || preview.address.street,
            kept && [kept.brand, kept.last4].filter(Boolean).join(' ···· '),
          )
          : <Waiting lines={1} />}
      </div>
      <Told trouble={trouble} />
    </>
  );
};
