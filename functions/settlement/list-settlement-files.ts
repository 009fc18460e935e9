import * as z from 'zod';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { exportLinks } from '../../shared/settlement/store.ts';
import { ExportLink } from '../../shared/settlement/views.ts';

export const { contract, handler } = endpoint({
  summary: "Lists a day's files, each with an address from which it can be downloaded for 15 minutes.",
  route: 'GET /v1/settlements/{date}/files',
  audience: 'operator',
  callers: ['finance', 'admin'],
  input: z.strictObject({ date: z.iso.date() }),
  answer: { 200: z.object({ files: z.array(ExportLink) }) },
  touches: [exportLinks],
}, async ({ input }) => ({ files: await exportLinks(input.date) }));
