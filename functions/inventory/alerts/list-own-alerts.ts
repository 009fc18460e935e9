import * as z from 'zod';
import { alertsOf, thresholds } from '../../../shared/inventory/threshold-store.ts';
import { AlertView } from '../../../shared/inventory/threshold.ts';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { page, pageInput } from '../../../shared/kernel/store/page.ts';

export const { contract, handler } = endpoint({
  summary: "Lists the shop's SKUs that have too few units or too many, newest first.",
  route: 'GET /v1/stock-alerts',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject(pageInput),
  answer: { 200: page(AlertView) },
  problems: ['no-shop', 'invalid-cursor'],
  touches: [thresholds.alertsOf],
}, async ({ input, caller }) => thresholds.alertsOf(alertsOf(await shopOf(caller)), { ...input, newestFirst: true }));
