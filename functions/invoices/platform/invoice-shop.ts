import { job } from '../../../shared/kernel/doors/job.ts';
import { inPages } from '../../../shared/kernel/store/page.ts';
import { invoiceDrawnUp } from '../../../shared/invoices/events.ts';
import { InvoiceShop } from '../../../shared/invoices/platform/months.ts';
import {
  beginningsOf,
  invoiceMonth,
  nothingEarned,
  platformInvoiceOf,
  spanOf,
  withEntry,
} from '../../../shared/invoices/platform/platform-invoice.ts';
import { platformInvoices } from '../../../shared/invoices/rulebooks.ts';
import { invoices, invoicings } from '../../../shared/invoices/store.ts';
import { ledger } from '../../../shared/ledger/public.ts';
import { merchants } from '../../../shared/merchants/public.ts';

export const { contract, handler } = job({
  summary: "Draws up the platform's invoice to a shop for a month, from what the books say of its commission.",
  queue: 'parts',
  message: InvoiceShop,
  touches: [merchants.need, invoicings.get, invoices.get, invoices.save, ledger.ofMerchant, platformInvoices.current],
  emits: [invoiceDrawnUp],
  timeout: 840_000,
}, async ({ message: { merchantId, month }, now, calendar, commit }) => {
  const [shop, invoicing, there, issuer] = await Promise.all([
    merchants.need(merchantId),
    invoicings.get(merchantId),
    invoices.get(platformInvoiceOf(merchantId, month)),
    platformInvoices.current(now),
  ]);
  if (there) return;
  const span = spanOf(month, calendar);
  let earned = nothingEarned;
  for (const startingWith of beginningsOf(month, span)) {
    for await (const entries of inPages((page) => ledger.ofMerchant(merchantId, { ...page, startingWith }))) {
      earned = entries.reduce((sums, entry) => withEntry(sums, entry, span), earned);
    }
  }
  const { name = shop.company.name, country, taxNumber } = invoicing ?? {};
  const to = { party: 'company', name, country, taxNumber } as const;
  const invoice = invoiceMonth({ merchantId, to, currency: shop.currency }, month, earned, issuer, now);
  if (invoice) await commit({ writes: [invoices.save(invoice)] });
});
