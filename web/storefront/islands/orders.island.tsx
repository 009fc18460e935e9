import { useEffect, useState } from 'preact/hooks';
import type { Answer } from '../../client.ts';
import { useAsked } from '../asked.ts';
import { island } from '../island.tsx';
import { leftAt, scrollBack, useLeft } from '../left.ts';
import { OrderRow } from '../parts/order-row.tsx';
import { Empty, Waiting } from '../parts/own.tsx';
import { Told } from '../parts/told.tsx';
import { useShop } from '../shop.ts';
import { useTrying } from '../trying.ts';
import { askAsMe } from '../visit.ts';

type Page = Answer<'GET /shop/v1/orders'>;
const place = 'list of orders';

/** A buyer's orders, newest first, from all shops. */
const Orders = () => {
  const { w } = useShop();
  const first = useAsked('GET /shop/v1/orders', { limit: 20 });
  const [further, setFurther] = useState<Page[]>([]);
  const { trouble, trying } = useTrying();
  useLeft(place, { pages: further.length });
  /** Some further pages, as they are now. */
  const read = async (most: number): Promise<void> => {
    const found = [...further];
    for (let n = 0; n < most; n += 1) {
      const cursor = (found.at(-1) ?? first.answer)?.cursor;
      if (!cursor) break;
      found.push(await askAsMe('GET /shop/v1/orders', { limit: 20, cursor }));
    }
    setFurther(found);
  };
  useEffect(() => {
    const left = first.answer && leftAt<{ readonly pages: number; readonly scroll: number }>(place);
    if (left) void trying(() => read(left.pages)).then(() => scrollBack(left.scroll));
  }, [first.answer !== undefined]);
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
  return (
    <>
      <ul class="orders">
        {items.map((order) => <OrderRow key={order.id} of={order} />)}
      </ul>
      <Told trouble={trouble} />
      {cursor && (
        <p class="more">
          <button type="button" class="button quiet" onClick={() => void trying(() => read(1))}>
            {w.category.more}
          </button>
        </p>
      )}
    </>
  );
};

export default island('orders', Orders);
