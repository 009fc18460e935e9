import * as z from 'zod';
import { changed, created, type Change, type Versioned } from '../../kernel/store/change.ts';
import { sender } from '../../kernel/doors/job.ts';
import { Month } from '../../kernel/values/calendar.ts';
import { MerchantId } from '../../kernel/values/ids.ts';
import { monthAfter } from './platform-invoice.ts';

/** How far the platform has come with its invoices to shops: the last month of which every shop was asked for. */
export interface InvoicedMonths extends Versioned {
  readonly upTo: string;
}
export const invoicedMonths = 'platform';

/** The month that is next, when it is over: the last one at first, and one after the other when runs were missed. */
export const nextMonth = (done: InvoicedMonths | undefined, last: string): string | undefined => {
  const next = done ? monthAfter(done.upTo) : last;
  return next <= last ? next : undefined;
};

export const monthDone = (before: InvoicedMonths | undefined, month: string): Change<InvoicedMonths> =>
  before
    ? changed<InvoicedMonths>(before, { upTo: month })
    : created<InvoicedMonths>({ id: invoicedMonths, upTo: month });

/** Asks for the invoice of one shop for one month. */
export const InvoiceShop = z.strictObject({ merchantId: MerchantId, month: Month });
export const invoiceShopQueue = sender('parts', 'invoices/invoice-shop', InvoiceShop);
