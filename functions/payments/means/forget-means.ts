import * as z from 'zod';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { forgetMeans, MeansId } from '../../../shared/payments/means.ts';
import { keptMeans } from '../../../shared/payments/means-store.ts';

export const { contract, handler } = endpoint({
  summary: 'Forgets a means of payment that was kept.',
  route: 'DELETE /v1/payment-means/{meansId}',
  audience: 'shop',
  callers: ['buyer'],
  input: z.strictObject({ meansId: MeansId }),
  answer: { 204: z.undefined() },
  problems: ['not-found'],
  touches: [keptMeans.get, keptMeans.save],
}, async ({ input: { meansId }, caller, commit }) => {
  const change = forgetMeans(await keptMeans.get(caller.accountId), meansId);
  return commit({ writes: [keptMeans.save(change)] });
});
