import { useState } from 'preact/hooks';
import type { Money } from '../../../shared/kernel/values/money.ts';
import { bagIs } from '../bag.ts';
import { useCommands } from '../commanding.ts';
import { island } from '../island.tsx';
import { Told } from '../parts/own.tsx';
import { Stepper } from '../parts/stepper.tsx';
import { useShop } from '../shop.ts';

interface Choice {
  readonly skuId: string;
  readonly price: Money;
  readonly spec?: string | undefined;
  readonly stock: 'in-stock' | 'low' | 'sold-out';
}

interface BuyProps {
  readonly skus: readonly Choice[];
}

/** Choosing among the SKUs of a product, and putting some in the cart. */
const Buy = ({ skus }: BuyProps) => {
  const { w, money, to } = useShop();
  const [chosen, choose] = useState(skus.find(({ stock }) => stock !== 'sold-out') ?? skus[0]!);
  const [quantity, setQuantity] = useState(1);
  const [added, setAdded] = useState(false);
  const { busy, trouble, command } = useCommands();

  const add = async (event: Event): Promise<void> => {
    event.preventDefault();
    setAdded(false);
    const cart = await command('POST /shop/v1/cart/lines', { skuId: chosen.skuId, quantity });
    if (!cart) return;
    bagIs(cart.lines);
    setAdded(true);
  };

  return (
    <form class="buy" onSubmit={add}>
      <p class="price">{money(chosen.price)}</p>
      {skus.length > 1 && (
        <fieldset class="choices">
          <legend>{w.product.choose}</legend>
          {skus.map((sku) => (
            <label class={sku.stock === 'sold-out' ? 'choice out' : 'choice'}>
              <input
                type="radio"
                name="sku"
                value={sku.skuId}
                checked={sku === chosen}
                disabled={sku.stock === 'sold-out'}
                onChange={() => {
                  choose(sku);
                  setAdded(false);
                }}
              />
              <span>{sku.spec ?? sku.skuId}</span>
            </label>
          ))}
        </fieldset>
      )}
      <p class={`stock ${chosen.stock}`}>{w.product[chosen.stock]}</p>
      <div class="buy-row">
        <Stepper value={quantity} onChange={setQuantity} />
        <button class="button" disabled={chosen.stock === 'sold-out' || busy}>
          {chosen.stock === 'sold-out' ? w.product['sold-out'] : busy ? w.forms.wait : w.product.add}
        </button>
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
