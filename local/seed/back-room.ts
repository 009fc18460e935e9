/** What a shop of the demo has behind the counter: places for its goods, counts, costs, a file with faults, an order to pack. */
import { accept, payOnPage } from '../visitors/parcels.ts';
import type { Visitor } from '../visitors/people.ts';
import { upload } from '../visitors/shops.ts';

const currency = 'CNY';

const harbour = {
  name: { en: 'By the harbour', zh: '码头仓' },
  address: {
    name: '码头仓',
    phone: '+8613700137000',
    country: 'CN',
    region: 'ZJ',
    city: '宁波',
    street: '港城大道 8 号',
    postalCode: '315000',
  },
};

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

/** Sets the shop up, and has somebody buy of it what is to be packed; unless it has a second warehouse already. */
export const furnishBackRoom = async (shop: Visitor, buyer: Visitor, categoryId: string): Promise<void> => {
  const { call } = shop;
  const { items: [own, ...others] } = await call('GET /merchant/v1/warehouses', {});
  if (others.length > 0) return;
  const { warehouseId } = await call('POST /merchant/v1/warehouses', harbour);
  const { items: [first, second] } = await call('GET /merchant/v1/stock', {});
  await call('POST /merchant/v1/transfers', {
    from: own!.warehouseId,
    to: warehouseId,
    lines: [{ skuId: first!.skuId, sent: 12 }],
    note: '旺季备货',
  });
  const { items: stock } = await call('GET /merchant/v1/stock', {});
  const { stockTakeId, lines } = await call('POST /merchant/v1/stock-takes', { warehouseId: own!.warehouseId });
  await call('POST /merchant/v1/stock-takes/{stockTakeId}/counts', {
    stockTakeId,
    counts: lines.map(({ skuId }) => ({
      skuId,
      counted: stock.find((one) => one.skuId === skuId)!.available - (skuId === second!.skuId ? 1 : 0),
    })),
  });
  await call('POST /merchant/v1/stock-takes', { warehouseId });

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
  for (const [i, { skuId }] of [first!, second!].entries()) {
    await buyer.call('POST /shop/v1/cart/lines', { skuId, quantity: 3 - i });
  }
  const { total } = await buyer.call('POST /shop/v1/checkout/preview', { addressId });
  const { orders: [order], paymentId } = await buyer.call('POST /shop/v1/orders', {
    addressId,
    paymentMethod: 'card',
    expectedTotal: total,
  });
  await payOnPage(buyer, paymentId);
  await accept(shop, order!.orderId);
};
