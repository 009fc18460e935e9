import * as z from 'zod';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { Agreement, agreements } from '../../shared/merchants/agreements.ts';

export const { contract, handler } = endpoint({
  summary: 'Shows the two agreements that every merchant has to accept, in their present versions.',
  route: 'GET /v1/agreements',
  audience: 'merchant',
  callers: 'anyone',
  answer: { 200: z.object({ items: z.array(Agreement) }) },
  touches: [],
  cache: 300,
}, async () => ({ items: [...agreements] }));
