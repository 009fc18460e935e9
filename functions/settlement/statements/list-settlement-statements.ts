import * as z from 'zod';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { page, pageInput } from '../../../shared/kernel/store/page.ts';
import { dayStatements, statementsOn } from '../../../shared/settlement/store.ts';
import { StatementRow } from '../../../shared/settlement/views.ts';

export const { contract, handler } = endpoint({
  summary: 'Lists the statements that were issued on a day.',
  route: 'GET /v1/settlements/{date}/statements',
  audience: 'operator',
  callers: ['finance', 'admin'],
  input: z.strictObject({ date: z.iso.date(), ...pageInput }),
  answer: { 200: page(StatementRow) },
  problems: ['invalid-cursor'],
  touches: [dayStatements],
}, ({ input }) => dayStatements(statementsOn(input.date), input));
