import * as z from 'zod';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { page, pageInput } from '../../shared/kernel/store/page.ts';
import { allRuns, runList } from '../../shared/settlement/store.ts';
import { RunRow } from '../../shared/settlement/views.ts';

export const { contract, handler } = endpoint({
  summary: 'Lists the daily settlements with what they pay, newest first.',
  route: 'GET /v1/settlements',
  audience: 'operator',
  callers: ['finance', 'admin'],
  input: z.strictObject(pageInput),
  answer: { 200: page(RunRow) },
  problems: ['invalid-cursor'],
  touches: [runList],
}, ({ input }) => runList(allRuns, { ...input, newestFirst: true }));
