import { useEffect, useState } from 'preact/hooks';
import type { Answer } from '../../client.ts';
import { Refused } from '../../client.ts';
import { addressOfProduct } from '../addresses.ts';
import { guestLines, keepAsGuest, keyOf, type GuestLine } from '../guest-cart.ts';
import { useShop } from '../shop.ts';
import { troubleIn, type Trouble } from '../trouble.ts';
import { ask } from '../visit.ts';
import { ChosenOptions } from './chosen.tsx';
import { Empty, Waiting } from './own.tsx';
import { Picture } from './picture.tsx';
import { Stepper } from './stepper.tsx';
import { Told } from './told.tsx';

type Product = Answer<'GET /shop/v1/products/{listingId}'>;
/** Of what is gone from the shelf there is none. */
type Shelf = ReadonlyMap<string, Product | undefined>;

/** What somebody has chosen who has not signed in, at the prices of this moment. */
export const GuestCart = () => {
  const shop = useShop();
  const { w, to, money, locale } = shop;
  const [lines, setLines] = useState(guestLines);
  const [shelf, setShelf] = useState<Shelf>();
  const [trouble, setTrouble] = useState<Trouble>();
  const look = async (): Promise<void> => {
    setTrouble(undefined);
    const ids = [...new Set(lines.map(({ listingId }) => listingId))];
    try {
      const found = await Promise.all(ids.map((listingId) => productOf(listingId, locale)));
      setShelf(new Map(ids.map((id, i) => [id, found[i]])));
    } catch (error) {
      setTrouble(await troubleIn(error, shop));
    }
  };
  useEffect(() => void look(), []);
  const keep = (others: readonly GuestLine[]): void => {
    keepAsGuest(others);
    setLines(others);
  };

  if (lines.length === 0) {
    return (
      <Empty title={w.cart.empty}>
        <p>{w.cart.emptyText}</p>
      </Empty>
    );
  }
  if (!shelf) return trouble ? <Told trouble={trouble} again={look} /> : <Waiting lines={6} />;
  const shown = lines.map((line) => {
    const product = shelf.get(line.listingId);
    const sku = product?.skus.find(({ skuId }) => skuId === line.skuId);
    const chosen = chosenOf(product, line, locale);
    const price = sku
      && {
        ...sku.price,
        amount: sku.price.amount + chosen.reduce((all, { surcharge }) => all + (surcharge?.amount ?? 0), 0),
      };
    return { line, product, sku, price, chosen, buyable: sku !== undefined && sku.stock !== 'sold-out' };
  });
  const sums = new Map<Product['skus'][number]['price']['currency'], number>();
  for (const { line, price, buyable } of shown) {
    if (price && buyable) {
      const { amount, currency } = price;
      sums.set(currency, (sums.get(currency) ?? 0) + amount * line.quantity);
    }
  }
  return (
    <div class="basket">
      <div>
        <section class="panel">
          <ul class="lines">
            {shown.map(({ line, product, sku, price, chosen, buyable }) => {
              const title = product?.title ?? w.cart.changes['off-sale'](0);
              return (
                <li key={keyOf(line)} class={buyable ? 'line' : 'line out'}>
                  <Picture of={product?.images[0]} alt="" sizes="84px" />
                  <div class="line-what">
                    <p class="line-title">
                      {product
                        ? <a class="way" href={to(addressOfProduct({ listingId: line.listingId, title }))}>{title}</a>
                        : title}
                    </p>
                    {sku?.spec && <p class="fine">{sku.spec}</p>}
                    <ChosenOptions of={chosen} />
                    {sku?.stock === 'sold-out' && <p class="changed">{w.cart.changes['out-of-stock'](0)}</p>}
                    <div class="row">
                      <Stepper
                        value={line.quantity}
                        onChange={(quantity) => keep(lines.map((one) => (one === line ? { ...line, quantity } : one)))}
                      />
                      <button type="button" class="link" onClick={() => keep(lines.filter((one) => one !== line))}>
                        {w.forms.remove}
                        <span class="unseen">: {title}</span>
                      </button>
                    </div>
                  </div>
                  <p class="line-amount">
                    {price && money({ ...price, amount: price.amount * line.quantity })}
                  </p>
                </li>
              );
            })}
          </ul>
        </section>
      </div>
      <aside class="panel till">
        {[...sums].map(([currency, amount]) => (
          <p class="sum" key={currency}>
            <span>{w.cart.goods}</span> <strong>{money({ currency, amount })}</strong>
          </p>
        ))}
        <p class="fine">{w.product.freightLater}</p>
        <a class="button" href={to('/checkout')}>{w.cart.checkout}</a>
        <p class="fine">{w.guestCart.guest}</p>
      </aside>
    </div>
  );
};

/** What was decided of what is made to order, by the words of its listing as it is now. */
const chosenOf = (product: Product | undefined, { answers = [] }: GuestLine, locale: 'en' | 'zh') =>
  answers.flatMap(({ option, value }) => {
    const known = product?.madeToOrder?.options.find(({ code }) => code === option);
    const choice = known?.choices?.find(({ code }) => code === value);
    return known
      ? [{
        ...known,
        option,
        value,
        name: { [locale]: known.name },
        label: choice && { [locale]: choice.name },
        surcharge: choice?.surcharge,
      }]
      : [];
  });

/** A product as it is now; none when it is not on sale any more. */
const productOf = async (listingId: string, locale: 'en' | 'zh'): Promise<Product | undefined> => {
  try {
    return await ask('GET /shop/v1/products/{listingId}', { listingId, locale });
  } catch (error) {
    if (error instanceof Refused && [404, 410].includes(error.problem.status)) return undefined;
    throw error;
  }
};
