import { useEffect, useState } from 'preact/hooks';
import type { Answer } from '../../client.ts';
import { island } from '../island.tsx';
import { useShop } from '../shop.ts';
import { ask, askAsMe, mayBeSignedIn } from '../visit.ts';

interface DeliveryProps {
  readonly listingId: string;
  readonly skuId: string;
}

type Estimate = Answer<'GET /shop/v1/products/{listingId}/freight'>;

/** What delivery to one's own default address costs. Who is not known here sees it at checkout. */
const Delivery = ({ listingId, skuId }: DeliveryProps) => {
  const { w, money } = useShop();
  const [found, setFound] = useState<{ readonly place: string; readonly estimate: Estimate }>();
  useEffect(() => {
    if (!mayBeSignedIn()) return;
    void (async () => {
      const { items } = await askAsMe('GET /shop/v1/addresses', {});
      const home = items.find(({ isDefault }) => isDefault);
      if (!home) return;
      const { country, region } = home;
      const estimate = await ask('GET /shop/v1/products/{listingId}/freight', { listingId, skuId, country, region });
      setFound({ place: home.city || home.region || country, estimate });
    })().catch(() => undefined);
  }, []);
  if (!found) return <p class="fine">{w.product.freightLater}</p>;
  const { place, estimate } = found;
  return (
    <p class="fine">
      {estimate.freight ? w.product.freightTo(place, money(estimate.freight)) : w.product.freightUnknown(place)}
    </p>
  );
};

export default island('delivery', Delivery, 'visible');
