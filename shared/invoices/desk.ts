import * as z from 'zod';
import { desk, waitsAt } from '../kernel/policy/desk.ts';
import { id, MerchantId } from '../kernel/values/ids.ts';
import type { InvoiceRequest } from './request.ts';
import { InvoiceKind } from './title.ts';

export const overdueInvoiceDesk = desk('overdue-invoices', {
  summary: 'Invoices that a shop issues itself, and has not issued in time.',
  roles: ['finance', 'admin'],
  watch: ['operator'],
  shows: z.object({ merchantId: MerchantId, orderId: id('order'), kind: InvoiceKind }),
  sample: {
    merchantId: 'mer_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A',
    orderId: 'ord_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A',
    kind: 'special',
  },
  clock: { firstAnswer: 'P1D', resolution: 'P3D' },
  escalate: 'admin',
  actions: ['invoices/settle-invoice-request'],
});

export const overdueInvoiceWaits = waitsAt(
  overdueInvoiceDesk,
  ({ escalatedAt, merchantId, orderId, kind }: InvoiceRequest) =>
    escalatedAt && { since: escalatedAt, shows: { merchantId, orderId, kind } },
);
