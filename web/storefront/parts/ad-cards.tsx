import type { PictureView } from '../../../shared/catalogue/pictures/picture-view.ts';
import type { Money } from '../../../shared/kernel/values/money.ts';
import { useShop } from '../shop.ts';
import { Picture } from './picture.tsx';

interface AdCard {
  readonly adId: string;
  readonly title: string;
  readonly place: string;
  readonly price?: Money | undefined;
  readonly image?: PictureView | undefined;
}

/** Ads of people side by side. */
export const AdCards = ({ items }: { readonly items: readonly AdCard[] }) => {
  const { to, money } = useShop();
  return (
    <ul class="cards">
      {items.map(({ adId, title, place, price, image }, i) => (
        <li key={adId}>
          <a class="card" href={to(`/ads/${adId}`)}>
            <Picture of={image} alt="" sizes="(max-width: 40rem) 50vw, 260px" eager={i < 4} />
            <span class="card-title">{title}</span>
            <span class="card-price">{price && money(price)}</span>
            <span class="fine">{place}</span>
          </a>
        </li>
      ))}
    </ul>
  );
};
