import type { PictureView } from '../../../shared/catalogue/pictures/picture-view.ts';
import type { Money } from '../../../shared/kernel/values/money.ts';
import { addressOfProduct } from '../addresses.ts';
import Heart from '../islands/heart.island.tsx';
import { useShop } from '../shop.ts';
import { Picture } from './picture.tsx';

export interface Card {
  readonly listingId: string;
  readonly title: string;
  readonly image?: PictureView | undefined;
  readonly priceFrom: Money;
}

/** Of the window: two cards side by side on a phone, more of some 260 pixels on what is wider. */
const sizes = '(max-width: 40rem) 50vw, 260px';

/** Goods side by side. The first are in sight at once, so their pictures do not wait. */
export const Cards = ({ items, eager = 0 }: { readonly items: readonly Card[]; readonly eager?: number }) => (
  <ul class="cards">
    {items.map((item, i) => (
      <li key={item.listingId}>
        <CardOf item={item} eager={i < eager} />
        <Heart listingId={item.listingId} title={item.title} />
      </li>
    ))}
  </ul>
);

const CardOf = ({ item, eager }: { readonly item: Card; readonly eager: boolean }) => {
  const { to, money } = useShop();
  return (
    <a class="card" href={to(addressOfProduct(item))}>
      <Picture of={item.image} alt="" sizes={sizes} eager={eager} />
      <span class="card-title">{item.title}</span>
      <span class="card-price">{money(item.priceFrom)}</span>
    </a>
  );
};
