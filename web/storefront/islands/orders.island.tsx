import { useState } from 'preact/hooks';
import type { Answer } from '../../client.ts';
import { useAsked } from '../asked.ts';
import { island } from '../island.tsx';
import { OrderRow } from '../parts/order-row.tsx';
import { Empty, Waiting } from '../parts/own.tsx';
import { Told } from '../parts/told.tsx';
import { useShop } from '../shop.ts';
import { troubleIn, type Trouble } from '../trouble.ts';
import { askAsMe } from '../visit.ts';

type Page = Answer<'GET /shop/v1/orders'>;

/** A buyer's orders, newest first, from all shops. */
const Orders = () => {
  const shop = useShop();
  const { w } = shop;
  const first = useAsked('GET /shop/v1/orders', { limit: 20 });
  const [further, setFurther] = useState<Page[]>([]);
  const [trouble, setTrouble] = useState<Trouble>();
  if (!first.answer) {
    return first.trouble
      ? <Told trouble={first.trouble} again={first.again} />
      : <Waiting lines={8} />;
  }
  const pages = [first.answer, ...further];
  const items = pages.flatMap((page) => page.items);
  const { cursor } = pages.at(-1)!;
  if (items.length === 0) {
    return (
      <Empty title={w.orders.empty}>
        <p>{w.orders.emptyText}</p>
      </Empty>
    );
  }
  const more = async (): Promise<void> => {
    try {
      const next = await askAsMe('GET /shop/v1/orders', { limit: 20, cursor });
      setFurther([...further, next]);
      setTrouble(undefined);
    } catch (error) {
      setTrouble(await troubleIn(error, shop));
    }
  };
  return (
    <>
      <ul class="orders">
        {items.map((order) => <OrderRow key={order.id} of={order} />)}
      </ul>
      <Told trouble={trouble} />
      {cursor && (
        <p class="more">
          <button type="button" class="button quiet" onClick={more}>{w.category.more}</button>
        </p>
      )}
    </>
  );
};

export default island('orders', Orders);
