import * as z from 'zod';
import { alertsOn, thresholds } from '../../../shared/inventory/threshold-store.ts';
import { AlertKind, AlertView } from '../../../shared/inventory/threshold.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { page, pageInput } from '../../../shared/kernel/store/page.ts';

export const { contract, handler } = endpoint({
  summary: 'Lists the SKUs of all shops that have too few units, or too many, newest first.',
  route: 'GET /v1/stock-alerts',
  audience: 'operator',
  callers: ['operator', 'support', 'admin'],
  input: z.strictObject({ kind: AlertKind, ...pageInput }),
  answer: { 200: page(AlertView) },
  problems: ['invalid-cursor'],
  touches: [thresholds.alertsOn],
}, ({ input: { kind, ...request } }) => thresholds.alertsOn(alertsOn(kind), { ...request, newestFirst: true }));
