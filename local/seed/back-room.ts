/** What a shop of the demo has behind the counter: places for its goods, counts, costs, a file with faults, an order to pack. */
import type { Input } from '../../web/client.ts';
import { accept, payOnPage } from '../visitors/parcels.ts';
import type { Visitor } from '../visitors/people.ts';
import { upload } from '../visitors/shops.ts';

const currency = 'CNY';

/** One product as it should be, one without a price, one whose stock is no number. */
const products =
  `Handle,Title,Body (HTML),Option1 Name,Option1 Value,Variant SKU,Variant Grams,Variant Inventory Qty,Variant Price
tea-scoop,茶则,<p>竹制，长十八厘米。</p>,Title,Default Title,SCOOP-1,40,12,36.00
tea-needle,茶针,<p>黄铜。</p>,Title,Default Title,NEEDLE-1,30,8,
tea-cloth,茶巾,<p>棉麻。</p>,Title,Default Title,CLOTH-1,50,many,18.00
`;

const costs = [
  { kind: 'freight', amount: 18_600, parcels: 12, carrier: 'Swift', lane: ['JX', 'SH'] },
  { kind: 'freight', amount: 9_400, parcels: 5, carrier: 'Postal', lane: ['JX', 'SH'] },
  { kind: 'packaging-material', amount: 6_250, parcels: 17 },
  { kind: 'storage-rent', amount: 120_000 },
  { kind: 'delivery-wages', amount: 43_000 },
] as const;

/** Which orders the shop's people need not look at. */
const rules: Input<'PUT /merchant/v1/order-rules'> = {
  enabled: true,
  mostUnits: 4,
  mostPayable: { amount: 300_000, currency },
  countries: ['CN'],
  withNote: false,
  madeToOrder: false,
  severalWarehouses: true,
};

/** Counts both warehouses of the shop: the second sheet is open, the first has one unit less than there should be. */
const countStock = async ({ call }: Visitor): Promise<void> => {
  const { items: [own, other] } = await call('GET /merchant/v1/warehouses', {});
  const { stockTakeId, lines } = await call('POST /merchant/v1/stock-takes', { warehouseId: own!.warehouseId });
  const counts = await Promise.all(lines.map(async ({ skuId }, i) => {
    const { warehouses } = await call('GET /merchant/v1/skus/{skuId}/stock', { skuId });
    return { skuId, counted: warehouses[0]!.onHand - (i === 1 ? 1 : 0) };
  }));
  await call('POST /merchant/v1/stock-takes/{stockTakeId}/counts', { stockTakeId, counts });
  await call('POST /merchant/v1/stock-takes', { warehouseId: other!.warehouseId });
};

/**
 * Sets the shop up, and has somebody buy of it what is to be packed, and what the shop's rules leave to its people; unless
 * it has counted its stock before.
 */
export const furnishBackRoom = async (shop: Visitor, buyer: Visitor, categoryId: string): Promise<void> => {
  const { call } = shop;
  if ((await call('GET /merchant/v1/stock-takes', {})).items.length > 0) return;
  await countStock(shop);
  const { items: [ordered] } = await buyer.call('GET /shop/v1/orders', {});
  const date = ordered!.placedAt.slice(0, 10);
  for (const { kind, amount, ...more } of costs) {
    await call('POST /merchant/v1/costs', {
      kind,
      date,
      amount: { amount, currency },
      ...('parcels' in more && { parcels: more.parcels }),
      ...('lane' in more
        && {
          carrier: more.carrier,
          lane: { from: { country: 'CN', region: more.lane[0] }, to: { country: 'CN', region: more.lane[1] } },
        }),
    });
  }

  const { importId, upload: ticket } = await call('POST /merchant/v1/product-files', {});
  await upload(shop, ticket, products);
  await call('POST /merchant/v1/product-imports', { importId, categoryId, locale: 'zh', shipsWithinDays: 3 });

  const { id: addressId } = (await buyer.call('GET /shop/v1/addresses', {})).items[0]!;
  const { items: [first, second] } = await call('GET /merchant/v1/stock', {});
  const order = async (units: readonly number[], note?: string): Promise<string> => {
    for (const [i, { skuId }] of [first!, second!].entries()) {
      await buyer.call('POST /shop/v1/cart/lines', { skuId, quantity: units[i]! });
    }
    const { orders: [previewed], total } = await buyer.call('POST /shop/v1/checkout/preview', { addressId });
    const { orders: [placed], paymentId } = await buyer.call('POST /shop/v1/orders', {
      addressId,
      paymentMethod: 'card',
      expectedTotal: total,
      ...(note && { notes: { [previewed!.merchantId]: note } }),
    });
    await payOnPage(buyer, paymentId);
    return placed!.orderId;
  };
  await accept(shop, await order([3, 2]));
  await call('PUT /merchant/v1/order-rules', rules);
  await order([2, 1]);
  await order([4, 2], '礼物，请不要放价目单。');
};
