import { useEffect, useState } from 'preact/hooks';
import type { Money } from '../../../shared/kernel/values/money.ts';
import { bagIs } from '../bag.ts';
import { useCommands } from '../commanding.ts';
import { island } from '../island.tsx';
import type { BuyNow } from '../parts/buy-now.tsx';
import type { Decided, MadeToOrder, MadeWords, Said } from '../parts/made.tsx';
import { Told } from '../parts/told.tsx';
import { Stepper } from '../parts/stepper.tsx';
import { useShop } from '../shop.ts';
import { isSignedIn } from '../visit.ts';

interface Choice {
  readonly skuId: string;
  readonly price: Money;
  readonly listPrice?: Money | undefined;
  readonly specs: readonly Spec[];
  readonly stock: 'in-stock' | 'low' | 'sold-out';
}

interface Spec {
  readonly name: string;
  readonly value: string;
}

interface BuyProps {
  readonly listingId: string;
  /** What sets the SKUs apart; none where there is but one. */
  readonly options: readonly { readonly name: string; readonly values: readonly string[] }[];
  readonly skus: readonly Choice[];
  /** What its buyer decides of what is made for him. */
  readonly made?: { readonly options: MadeToOrder['options']; readonly wording: MadeWords } | undefined;
}

/** Whether a SKU is of these values. */
const fits = ({ specs }: Choice, values: Readonly<Record<string, string>>): boolean =>
  Object.entries(values).every(([name, value]) => specs.some((spec) => spec.name === name && spec.value === value));

/** Choosing among the SKUs of a product, and putting some in the cart. */
const Buy = ({ listingId, options, skus, made }: BuyProps) => {
  const { w, money, to } = useShop();
  const [chosen, choose] = useState(skus.find(({ stock }) => stock !== 'sold-out') ?? skus[0]!);
  const picked = Object.fromEntries(chosen.specs.map(({ name, value }) => [name, value]));
  const [quantity, setQuantity] = useState(1);
  const [added, setAdded] = useState(false);
  const { busy, trouble, command } = useCommands();
  const [Now, know] = useState<typeof BuyNow>();
  const [making, comeAlong] = useState<typeof import('../parts/made.tsx')>();
  const [said, say] = useState<Said>({});
  useEffect(() => void (made && import('../parts/made.tsx').then(comeAlong)), []);
  // Whoever only looks loads none of it.
  useEffect(() =>
    void isSignedIn().then(async (known) => {
      if (!known) return;
      const { BuyNow } = await import('../parts/buy-now.tsx');
      know(() => BuyNow);
    }).catch(() => undefined), []);

  const { extra = 0, answers, atOnce = !made }: Partial<Decided> = (made && making?.decided(made.options, said)) ?? {};
  const put = async (): Promise<boolean> => {
    setAdded(false);
    const { skuId } = chosen;
    const line = { skuId, quantity, answers };
    if (atOnce && !(await isSignedIn().catch(() => true))) {
      const { putAsGuest } = await import('../guest-cart.ts');
      // What finds no room here does in no cart: that says so.
      if (putAsGuest({ listingId, ...line })) return true;
    }
    const cart = await command('POST /shop/v1/cart/lines', line);
    if (cart) bagIs(cart.lines);
    return cart !== undefined;
  };
  const add = async (event: Event): Promise<void> => {
    event.preventDefault();
    setAdded(await put());
  };
  const toCheckout = async (): Promise<void> => {
    if (await put()) location.assign(to('/checkout'));
  };

  const price = { ...chosen.price, amount: chosen.price.amount + extra };
  return (
    <form class="buy" onSubmit={add}>
      <p class="price">{money(price)} {chosen.listPrice && <s>{money(chosen.listPrice)}</s>}</p>
      {options.map(({ name, values }) => (
        <fieldset class="choices" key={name}>
          <legend>{name}</legend>
          {values.map((value) => {
            const would = skus.find((sku) => fits(sku, { ...picked, [name]: value }));
            return (
              <label class={would && would.stock !== 'sold-out' ? 'choice' : 'choice out'} key={value}>
                <input
                  type="radio"
                  name={name}
                  checked={picked[name] === value}
                  onChange={() => {
                    // What does not go with this value gives way to what does.
                    choose(would ?? skus.find((sku) => fits(sku, { [name]: value }))!);
                    setAdded(false);
                  }}
                />
                <span>{value}</span>
              </label>
            );
          })}
        </fieldset>
      ))}
      {made && making && (
        <making.MadeFields
          {...made}
          said={said}
          say={(option, value) => say((before) => ({ ...before, [option]: value }))}
          faults={trouble?.at ?? {}}
        />
      )}
      <p class={`stock ${chosen.stock}`}>{w.product[chosen.stock]}</p>
      <div class="buy-row">
        <Stepper value={quantity} onChange={setQuantity} />
        <button class="button" disabled={chosen.stock === 'sold-out' || busy}>
          {chosen.stock === 'sold-out' ? w.product['sold-out'] : busy ? w.forms.wait : w.product.add}
        </button>
        {chosen.stock !== 'sold-out' && (Now && atOnce
          ? (
            <Now
              key={`${chosen.skuId} ${extra}`}
              skuId={chosen.skuId}
              quantity={quantity}
              answers={answers}
              otherwise={toCheckout}
            />
          )
          : (
            <>
              <button type="button" class="button quiet" disabled={busy} onClick={() => void toCheckout()}>
                {w.buyNow.button}
              </button>
              <p class="terms fine">{w.buyNow.beforePaying}</p>
            </>
          ))}
      </div>
      <p class="said" role="status">
        {added && (
          <>
            {w.product.added} <a href={to('/cart')}>{w.product.toCart}</a>
          </>
        )}
      </p>
      <Told trouble={trouble} />
    </form>
  );
};

export default island('buy', Buy);
