import * as z from 'zod';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { page, pageInput } from '../../shared/kernel/store/page.ts';
import { AccountCode } from '../../shared/ledger/accounts.ts';
import { entriesOn } from '../../shared/ledger/account-entries.ts';
import { ledger } from '../../shared/ledger/store.ts';
import { EntryView } from '../../shared/ledger/views.ts';

/** Read from an index that everybody writes to: what was posted a moment ago may come a moment later. */
export const { contract, handler } = endpoint({
  summary: 'Lists what was posted on all accounts of one kind on a business day, oldest first.',
  route: 'GET /v1/ledger/accounts/{account}/days/{date}/entries',
  audience: 'operator',
  callers: ['finance', 'admin'],
  input: z.strictObject({ account: AccountCode, date: z.iso.date(), ...pageInput }),
  answer: { 200: page(EntryView) },
  problems: ['invalid-cursor'],
  touches: [ledger.inOrder],
  timeout: 29_000,
}, async ({ input: { account, date, cursor, limit }, calendar }) => {
  const day = { from: calendar.startOf(date), to: calendar.endOf(date) };
  const { items, cursor: next } = await entriesOn(account, day, { cursor, limit }, ledger.inOrder);
  return { items: items.map((entry) => ({ ...entry, postings: [...entry.postings] })), cursor: next };
});
