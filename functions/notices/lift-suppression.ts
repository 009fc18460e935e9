import * as z from 'zod';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { personal } from '../../shared/kernel/values/personal.ts';
import { Problem } from '../../shared/kernel/problems.ts';
import { prose } from '../../shared/kernel/values/text.ts';
import { suppressions } from '../../shared/notices/store.ts';

export const { contract, handler } = endpoint({
  summary: 'Sends to an address again that has bounced or complained, when its owner says that it is mended.',
  route: 'POST /v1/suppressions/lifting',
  audience: 'operator',
  callers: ['support', 'admin'],
  audited: { reason: 'reason' },
  input: z.strictObject({ address: personal(z.string().min(3).max(254)), reason: prose(500, 3) }),
  answer: { 204: z.void() },
  problems: ['not-found'],
  touches: [suppressions.of, suppressions.lift],
}, async ({ input: { address }, commit }) => {
  if (!await suppressions.of(address)) throw new Problem('not-found');
  return commit({ writes: [suppressions.lift(address)] });
});
