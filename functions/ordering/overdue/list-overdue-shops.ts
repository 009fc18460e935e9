import * as z from 'zod';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { page, pageInput } from '../../../shared/kernel/store/page.ts';
import { OverdueDay, overdueDays } from '../../../shared/ordering/overdue-store.ts';

export const { contract, handler } = endpoint({
  summary: 'Lists the shops with orders that were found overdue on a day, and how many of each.',
  route: 'GET /v1/overdue-shops',
  audience: 'operator',
  callers: ['support', 'operator', 'admin'],
  input: z.strictObject({ date: z.iso.date(), ...pageInput }),
  answer: { 200: page(OverdueDay) },
  problems: ['invalid-cursor'],
  touches: [overdueDays.shopsOn, overdueDays.ofShop],
}, async ({ input: { date, ...request } }) => {
  const { shops, cursor } = await overdueDays.shopsOn(date, request);
  const days = await Promise.all(shops.map((merchantId) => overdueDays.ofShop(merchantId, date)));
  return { items: days.flat(), ...(cursor && { cursor }) };
});
