import * as z from 'zod';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { id } from '../../../shared/kernel/values/ids.ts';
import { Problem } from '../../../shared/kernel/problems.ts';
import { shopStatement } from '../../../shared/settlement/export.ts';
import { statementFiles, statements } from '../../../shared/settlement/store.ts';

/** A statement never changes: its file is written once, by the first who asks for it. */
export const { contract, handler } = endpoint({
  summary: 'Gives one of the own statements as a file for a spreadsheet: an address good for 15 minutes.',
  route: 'GET /v1/statements/{statementId}/file',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject({ statementId: id('statement') }),
  answer: { 200: z.object({ url: z.url() }) },
  problems: ['no-shop', 'not-found'],
  touches: [statements.need, statementFiles.writeOnce, statementFiles.link],
}, async ({ input, caller }) => {
  const merchantId = await shopOf(caller);
  const statement = await statements.need(input.statementId);
  if (statement.merchantId !== merchantId) throw new Problem('not-found');
  const path = `${merchantId}/${statement.date}-${statement.part}.csv`;
  await statementFiles.writeOnce(path, shopStatement(statement), 'text/csv');
  return { url: await statementFiles.link(path) };
});
