import * as z from 'zod';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { id } from '../../../shared/kernel/values/ids.ts';
import { Problem } from '../../../shared/kernel/problems.ts';
import { statements } from '../../../shared/settlement/store.ts';
import { statementView } from '../../../shared/settlement/rows.ts';
import { StatementView } from '../../../shared/settlement/views.ts';

export const { contract, handler } = endpoint({
  summary: 'Shows one of the own statements with every line that explains it.',
  route: 'GET /v1/statements/{statementId}',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject({ statementId: id('statement') }),
  answer: { 200: StatementView },
  problems: ['no-shop', 'not-found'],
  touches: [statements.need],
}, async ({ input, caller }) => {
  const merchantId = await shopOf(caller);
  const statement = await statements.need(input.statementId);
  if (statement.merchantId !== merchantId) throw new Problem('not-found');
  return statementView(statement);
});
