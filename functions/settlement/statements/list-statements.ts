import * as z from 'zod';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { page, pageInput } from '../../../shared/kernel/store/page.ts';
import { merchantStatements, statementsOf } from '../../../shared/settlement/store.ts';
import { StatementRow } from '../../../shared/settlement/views.ts';

export const { contract, handler } = endpoint(
  {
    summary: "Lists the shop's own statements, newest first.",
    route: 'GET /v1/statements',
    audience: 'merchant',
    callers: ['merchant'],
    input: z.strictObject(pageInput),
    answer: { 200: page(StatementRow) },
    problems: ['no-shop', 'invalid-cursor'],
    touches: [merchantStatements],
  },
  async ({ input, caller }) => merchantStatements(statementsOf(await shopOf(caller)), { ...input, newestFirst: true }),
);
