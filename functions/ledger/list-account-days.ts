import * as z from 'zod';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { Month } from '../../shared/kernel/values/calendar.ts';
import { AccountCode } from '../../shared/ledger/accounts.ts';
import { daysAt, readingBalance } from '../../shared/ledger/day-store.ts';
import { AccountDay, accountDays } from '../../shared/ledger/trial-balance.ts';

export const { contract, handler } = endpoint({
  summary:
    'Lists the days of a month on which an account moved, newest first, with what it came to at the end of each.',
  route: 'GET /v1/ledger/accounts/{account}/days',
  audience: 'operator',
  callers: ['finance', 'admin'],
  input: z.strictObject({ account: AccountCode, month: Month }),
  answer: { 200: z.object({ items: z.array(AccountDay) }) },
  touches: [readingBalance],
  timeout: 29_000,
  memory: 1024,
}, async ({ input: { account, month }, now, calendar }) => {
  const { closed, open } = await daysAt(now, calendar);
  return { items: accountDays([...closed, ...open], account, month) };
});
