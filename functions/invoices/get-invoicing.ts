import { InvoicingView, invoicingView } from '../../shared/invoices/invoicing.ts';
import { invoicings } from '../../shared/invoices/store.ts';
import { shopOf } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary: "Shows who issues the shop's invoices, and what they say of it.",
  route: 'GET /v1/invoicing',
  audience: 'merchant',
  callers: ['merchant'],
  answer: { 200: InvoicingView },
  problems: ['no-shop', 'not-found'],
  touches: [invoicings.need],
}, async ({ caller }) => invoicingView(await invoicings.need(await shopOf(caller))));
