import type * as z from 'zod';
import * as comparison from '../../../functions/catalogue/goods/compare-products.ts';
import { mostCompared } from '../../../shared/catalogue/comparison/comparison.ts';
import { addressOfProduct, addressOfShop } from '../addresses.ts';
import { page } from '../page.ts';
import { Picture } from '../parts/picture.tsx';
import { useShop } from '../shop.ts';

type Answer = z.output<typeof comparison.contract.answer.schema>;

/** Goods side by side. Which they are stands in the address alone, so that it can be passed on and needs no script. */
export default page({
  path: '/compare',
  shows: { comparison },
  cache: 60,
  head: (_, { w }) => ({ title: w.compare.title, hidden: true }),
}, ({ comparison }, { w }) => (
  <>
    <h1>{w.compare.title}</h1>
    {comparison.goods.length === 0 ? <p class="empty">{w.compare.gone}</p> : <Side {...comparison} />}
    {comparison.goods.length > 0 && comparison.goods.length < mostCompared && comparison.alike.length > 0 && (
      <section class="shelf">
        <h2>{w.compare.add}</h2>
        <Addable {...comparison} />
      </section>
    )}
  </>
));

const addressWith = (ids: readonly string[]): string => `/compare?goods=${ids.join(',')}`;

const Side = ({ goods, rows }: Answer) => {
  const { w, to, money } = useShop();
  const ids = goods.map(({ listingId }) => listingId);
  return (
    <div class="compare" tabIndex={0} role="region" aria-label={w.compare.title}>
      <table>
        <thead>
          <tr>
            <td />
            {goods.map((one) => (
              <th scope="col" key={one.listingId}>
                <a href={to(addressOfProduct(one))}>
                  <Picture of={one.image} alt="" sizes="(max-width: 40rem) 40vw, 220px" />
                  {one.title}
                </a>
                {ids.length > 1 && (
                  <a
                    class="fine"
                    href={to(addressWith(ids.filter((id) => id !== one.listingId)))}
                    aria-label={w.compare.removeOne(one.title)}
                  >
                    {w.compare.remove}
                  </a>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{w.compare.price}</th>
            {goods.map(({ listingId, priceFrom, priceTo }) => (
              <td key={listingId} class="price">
                {priceTo.amount > priceFrom.amount ? `${money(priceFrom)} – ${money(priceTo)}` : money(priceFrom)}
              </td>
            ))}
          </tr>
          <tr>
            <th scope="row">{w.compare.shop}</th>
            {goods.map(({ listingId, merchant }) => (
              <td key={listingId}>
                <a href={to(addressOfShop(merchant))}>{merchant.name}</a>
              </td>
            ))}
          </tr>
          <tr>
            <th scope="row">{w.compare.stock}</th>
            {goods.map(({ listingId, state }) => (
              <td key={listingId}>{w.product[state === 'on-sale' ? 'in-stock' : 'sold-out']}</td>
            ))}
          </tr>
          <tr>
            <th scope="row">{w.compare.delivery}</th>
            {goods.map(({ listingId, shipsWithinDays }) => (
              <td key={listingId}>{w.productPage.ships(shipsWithinDays)}</td>
            ))}
          </tr>
          {rows.map(({ name, values, differs }) => (
            <tr key={name} class={differs ? 'differs' : undefined}>
              <th scope="row">{name}</th>
              {values.map((value, i) => (
                <td key={ids[i]!}>{value === true ? '✓' : value === false || value === null ? '–' : String(value)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

const Addable = ({ goods, alike }: Answer) => {
  const { to, money } = useShop();
  const ids = goods.map(({ listingId }) => listingId);
  return (
    <ul class="cards">
      {alike.map((one) => (
        <li key={one.listingId}>
          <a class="card" href={to(addressWith([...ids, one.listingId]))}>
            <Picture of={one.image} alt="" sizes="(max-width: 40rem) 50vw, 260px" />
            <span class="card-title">{one.title}</span>
            <span class="card-price">{money(one.priceFrom)}</span>
          </a>
        </li>
      ))}
    </ul>
  );
};
