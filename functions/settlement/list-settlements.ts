import * as z from 'zod';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { page, pageInput } from '../../shared/kernel/store/page.ts';
import { RunState } from '../../shared/settlement/run.ts';
import { allRuns, runList } from '../../shared/settlement/store.ts';

export const { contract, handler } = endpoint({
  summary: 'Lists the daily settlements, newest first.',
  route: 'GET /v1/settlements',
  audience: 'operator',
  callers: ['finance', 'admin'],
  input: z.strictObject(pageInput),
  answer: { 200: page(z.object({ date: z.iso.date(), state: RunState, merchants: z.int() })) },
  problems: ['invalid-cursor'],
  touches: [runList],
}, ({ input }) => runList(allRuns, { ...input, newestFirst: true }));
