import * as z from 'zod';
import { titleBooks } from '../../shared/invoices/store.ts';
import { forgetTitle } from '../../shared/invoices/title.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { id } from '../../shared/kernel/values/ids.ts';

export const { contract, handler } = endpoint({
  summary: "Takes a title from the buyer's list; invoices that were made out to it stay.",
  route: 'DELETE /v1/invoice-titles/{invoiceTitleId}',
  audience: 'shop',
  callers: ['buyer'],
  input: z.strictObject({ invoiceTitleId: id('invoiceTitle') }),
  answer: { 204: z.undefined() },
  problems: ['not-found'],
  touches: [titleBooks.get, titleBooks.save],
}, async ({ input: { invoiceTitleId }, caller, commit }) => {
  const change = forgetTitle(await titleBooks.get(caller.accountId), invoiceTitleId);
  return commit({ writes: [titleBooks.save(change)] });
});
