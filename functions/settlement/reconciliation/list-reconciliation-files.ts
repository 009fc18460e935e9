import * as z from 'zod';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { comparedLinks } from '../../../shared/settlement/store.ts';
import { ExportLink } from '../../../shared/settlement/views.ts';

export const { contract, handler } = endpoint({
  summary:
    "Lists the files that say how each movement of one of the provider's days compared, each with an address from which it can be downloaded for 15 minutes.",
  route: 'GET /v1/reconciliations/{date}/files',
  audience: 'operator',
  callers: ['finance', 'admin'],
  input: z.strictObject({ date: z.iso.date() }),
  answer: { 200: z.object({ files: z.array(ExportLink) }) },
  touches: [comparedLinks],
}, async ({ input }) => ({ files: await comparedLinks(input.date) }));
