import { addressOfProduct } from '../addresses.ts';
import { useAsked } from '../asked.ts';
import { heartIs } from '../hearts.ts';
import { island } from '../island.tsx';
import { Empty, Once } from '../parts/own.tsx';
import { Picture } from '../parts/picture.tsx';
import { Told } from '../parts/told.tsx';
import { useShop } from '../shop.ts';
import { useTrying } from '../trying.ts';
import { askAsMe } from '../visit.ts';

/** What somebody wants to find again, with what it costs now. */
const Favourites = () => {
  const { w, to, money, locale } = useShop();
  const all = useAsked('GET /shop/v1/favourites', { limit: 24, locale });
  const { trouble, trying } = useTrying();
  return (
    <Once of={all} lines={6}>
      {({ items, cursor }) => {
        const drop = async (listingId: typeof items[number]['listingId']): Promise<void> => {
          await askAsMe('DELETE /shop/v1/favourites/{listingId}', { listingId });
          heartIs(listingId, false);
          all.know({ items: items.filter((one) => one.listingId !== listingId), cursor });
        };
        const more = async (): Promise<void> => {
          const next = await askAsMe('GET /shop/v1/favourites', { limit: 24, locale, cursor });
          all.know({ items: [...items, ...next.items], cursor: next.cursor });
        };
        if (items.length === 0 && !cursor) {
          return (
            <Empty title={w.favourites.empty}>
              <p>{w.favourites.emptyText}</p>
            </Empty>
          );
        }
        return (
          <>
            <Told trouble={trouble} />
            <ul class="kept">
              {items.map(({ listingId, title, image, state, priceFrom, cheaperBy }) => (
                <li key={listingId} class="panel kept-row">
                  <Picture of={image} alt="" sizes="96px" />
                  <div>
                    {state === 'gone'
                      ? <strong>{title}</strong>
                      : <a href={to(addressOfProduct({ listingId, title }))}>{title}</a>}
                    <p class="fine">
                      {w.favourites[state]}
                      {cheaperBy && ` · ${w.favourites.cheaper(money(cheaperBy))}`}
                    </p>
                  </div>
                  {state !== 'gone' && <span class="card-price">{money(priceFrom)}</span>}
                  <button
                    type="button"
                    class="link"
                    aria-label={w.favourites.dropOne(title)}
                    onClick={() =>
                      void trying(() =>
                        drop(listingId)
                      )}
                  >
                    {w.favourites.drop}
                  </button>
                </li>
              ))}
            </ul>
            {cursor && (
              <p class="more">
                <button type="button" class="button quiet" onClick={() => void trying(more)}>{w.category.more}</button>
              </p>
            )}
          </>
        );
      }}
    </Once>
  );
};

export default island('favourites', Favourites);
