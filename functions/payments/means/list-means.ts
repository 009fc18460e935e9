import * as z from 'zod';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { MeansView, meansView } from '../../../shared/payments/means.ts';
import { keptMeans } from '../../../shared/payments/means-store.ts';

export const { contract, handler } = endpoint({
  summary: 'Lists what the buyer has paid by and kept, the last one first. Numbers are never kept.',
  route: 'GET /v1/payment-means',
  audience: 'shop',
  callers: ['buyer'],
  answer: { 200: z.object({ items: z.array(MeansView) }) },
  touches: [keptMeans.get],
}, async ({ caller }) => ({ items: (await keptMeans.get(caller.accountId))?.means.map(meansView) ?? [] }));
