import { invoiceFiled, invoiceNumbered } from '../../shared/invoices/events.ts';
import { invoicePaper } from '../../shared/invoices/invoice-paper.ts';
import { fileInvoice } from '../../shared/invoices/invoice.ts';
import { invoiceFiles, invoicePath, invoices } from '../../shared/invoices/store.ts';
import { job } from '../../shared/kernel/doors/job.ts';

export const { contract, handler } = job({
  summary: 'Makes the file of an invoice that has its number.',
  queue: 'house',
  on: invoiceNumbered,
  touches: [invoices.need, invoices.save, invoiceFiles.write],
  emits: [invoiceFiled],
  memory: 1024,
}, async ({ message: { data: { invoiceId } }, now, commit }) => {
  const invoice = await invoices.need(invoiceId);
  if (invoice.state !== 'invoice-numbered') return;
  await invoiceFiles.write(invoicePath(invoice), await invoicePaper(invoice), 'application/pdf');
  await commit({ writes: [invoices.save(fileInvoice(invoice, now))] });
});
