import * as z from 'zod';
import { ListingId, offers, SkuId } from '../../../shared/catalogue/public.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { Problem } from '../../../shared/kernel/problems.ts';
import { CountryCode } from '../../../shared/kernel/values/address.ts';
import { regionCode } from '../../../shared/kernel/values/address-rules.ts';
import { times } from '../../../shared/kernel/values/money.ts';
import { line } from '../../../shared/kernel/values/text.ts';
import { estimateFreight, FreightEstimate } from '../../../shared/logistics/freight.ts';
import { freightTemplates } from '../../../shared/logistics/freight-store.ts';

export const { contract, handler } = endpoint({
  summary: 'Says what the delivery of some units of a SKU to a region of a country costs, if nothing else is bought.',
  route: 'GET /v1/products/{listingId}/freight',
  audience: 'shop',
  callers: 'anyone',
  input: z.strictObject({
    listingId: ListingId,
    skuId: SkuId,
    quantity: z.coerce.number().int().min(1).max(999).default(1),
    country: CountryCode,
    region: line(80, 0).default('').meta({ description: 'Its code or its name; where a country has none, nothing' }),
  }),
  answer: { 200: FreightEstimate },
  problems: ['offer-gone'],
  touches: [offers.get, freightTemplates.get],
  cache: 60,
}, async ({ input: { listingId, skuId, quantity, country, region } }) => {
  const offer = await offers.get(skuId);
  if (!offer?.onSale || offer.listingId !== listingId) throw new Problem('offer-gone');
  return estimateFreight(await freightTemplates.get(offer.merchantId), {
    weight: offer.weight * quantity,
    pieces: quantity,
    items: times(offer.price, quantity),
    destination: { country, region: regionCode(country, region) },
  });
});
