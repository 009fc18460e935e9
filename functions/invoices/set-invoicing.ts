import { invoicingChanged } from '../../shared/invoices/events.ts';
import { InvoicingInput, InvoicingView, invoicingView, setInvoicing } from '../../shared/invoices/invoicing.ts';
import { invoicings } from '../../shared/invoices/store.ts';
import { shopOf } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary: "Says who issues the shop's invoices, and what they say of it: for those that are asked for from now on.",
  route: 'PUT /v1/invoicing',
  audience: 'merchant',
  callers: ['merchant'],
  audited: true,
  input: InvoicingInput,
  answer: { 200: InvoicingView },
  problems: ['no-shop'],
  touches: [invoicings.get, invoicings.save],
  emits: [invoicingChanged],
}, async ({ input, caller, commit }) => {
  const shop = await shopOf(caller);
  const change = setInvoicing(await invoicings.get(shop), shop, input);
  return commit({ writes: [invoicings.save(change)], answer: invoicingView(change.after) });
});
