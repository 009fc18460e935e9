import type { Money } from '../../../shared/kernel/values/money.ts';
import { addressOfProduct } from '../addresses.ts';
import { useShop } from '../shop.ts';

export interface Card {
  readonly listingId: string;
  readonly title: string;
  readonly image?: string | undefined;
  readonly priceFrom: Money;
}

/** Goods side by side. The first are in sight at once, so their pictures do not wait. */
export const Cards = ({ items, eager = 0 }: { readonly items: readonly Card[]; readonly eager?: number }) => (
  <ul class="cards">
    {items.map((item, i) => (
      <li key={item.listingId}>
        <CardOf item={item} eager={i < eager} />
      </li>
    ))}
  </ul>
);

const CardOf = ({ item, eager }: { readonly item: Card; readonly eager: boolean }) => {
  const { to, money } = useShop();
  return (
    <a class="card" href={to(addressOfProduct(item))}>
      <Picture src={item.image} alt="" eager={eager} />
      <span class="card-title">{item.title}</span>
      <span class="card-price">{money(item.priceFrom)}</span>
    </a>
  );
};

interface PictureProps {
  readonly src: string | undefined;
  readonly alt: string;
  readonly eager?: boolean;
}

/** A square picture that keeps its place while it loads. */
export const Picture = ({ src, alt, eager = false }: PictureProps) =>
  src
    ? (
      <img
        class="picture"
        src={src}
        alt={alt}
        width={640}
        height={640}
        loading={eager ? 'eager' : 'lazy'}
        decoding="async"
        {...(eager && { fetchpriority: 'high' })}
      />
    )
    : <span class="picture none" aria-hidden="true" />;
