import { useState } from 'preact/hooks';
import type { Money } from '../../../shared/kernel/values/money.ts';
import { bagIs } from '../bag.ts';
import { island } from '../island.tsx';
import { troubleIn, type Trouble } from '../trouble.ts';
import { useShop } from '../shop.ts';
import { askAsMe } from '../visit.ts';

interface Choice {
  readonly skuId: string;
  readonly price: Money;
  readonly spec?: string | undefined;
  readonly stock: 'in-stock' | 'low' | 'sold-out';
}

interface BuyProps {
  readonly skus: readonly Choice[];
}

const most = 99;

/** Choosing among the SKUs of a product, and putting some in the cart. */
const Buy = ({ skus }: BuyProps) => {
  const { w, money, to } = useShop();
  const [chosen, choose] = useState(skus.find(({ stock }) => stock !== 'sold-out') ?? skus[0]!);
  const [quantity, setQuantity] = useState(1);
  const [state, setState] = useState<'idle' | 'adding' | 'added'>('idle');
  const [trouble, setTrouble] = useState<Trouble>();
  const [key, setKey] = useState(() => crypto.randomUUID());

  const add = async (event: Event): Promise<void> => {
    event.preventDefault();
    setState('adding');
    setTrouble(undefined);
    try {
      const { lines } = await askAsMe('POST /shop/v1/cart/lines', { skuId: chosen.skuId, quantity } as never, key);
      bagIs(lines);
      setKey(crypto.randomUUID());
      setState('added');
    } catch (error) {
      setTrouble(troubleIn(error, w));
      setState('idle');
    }
  };

  return (
    <form class='buy' onSubmit={add}>
      <p class='price'>{money(chosen.price)}</p>
      {skus.length > 1 && (
        <fieldset class='choices'>
          <legend>{w.product.choose}</legend>
          {skus.map((sku) => (
            <label class={sku.stock === 'sold-out' ? 'choice out' : 'choice'}>
              <input
                type='radio'
                name='sku'
                value={sku.skuId}
                checked={sku === chosen}
                disabled={sku.stock === 'sold-out'}
                onChange={() => {
                  choose(sku);
                  setState('idle');
                }}
              />
              <span>{sku.spec ?? sku.skuId}</span>
            </label>
          ))}
        </fieldset>
      )}
      <p class={`stock ${chosen.stock}`}>{w.product[chosen.stock]}</p>
      <div class='buy-row'>
        <div class='stepper'>
          <button
            type='button'
            aria-label={w.product.less}
            disabled={quantity <= 1}
            onClick={() => setQuantity(quantity - 1)}
          >
            −
          </button>
          <input
            type='number'
            name='quantity'
            inputMode='numeric'
            aria-label={w.product.quantity}
            min={1}
            max={most}
            value={quantity}
            onInput={(event) => setQuantity(Math.min(most, Math.max(1, event.currentTarget.valueAsNumber || 1)))}
          />
          <button
            type='button'
            aria-label={w.product.more}
            disabled={quantity >= most}
            onClick={() => setQuantity(quantity + 1)}
          >
            +
          </button>
        </div>
        <button class='button' disabled={chosen.stock === 'sold-out' || state === 'adding'}>
          {chosen.stock === 'sold-out' ? w.product['sold-out'] : state === 'adding' ? w.forms.wait : w.product.add}
        </button>
      </div>
      <p class='said' role='status'>
        {state === 'added' && (
          <>
            {w.product.added} <a href={to('/cart')}>{w.product.toCart}</a>
          </>
        )}
      </p>
      {trouble && <p class='trouble' role='alert'>{trouble.text}</p>}
    </form>
  );
};

export default island('buy', Buy);
