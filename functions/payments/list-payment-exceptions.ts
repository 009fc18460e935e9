import * as z from 'zod';
import { endpoint } from '../../shared/kernel/endpoint.ts';
import { page, pageInput } from '../../shared/kernel/page.ts';
import { exceptions, exceptionsIn } from '../../shared/payments/store.ts';
import { exceptionView, ExceptionView } from '../../shared/payments/views.ts';

export const { contract, handler } = endpoint({
  summary: 'Lists what about payments needs a person, oldest first.',
  route: 'GET /v1/payment-exceptions',
  audience: 'operator',
  callers: ['finance', 'admin'],
  input: z.strictObject({ state: z.enum(['open', 'resolved']).default('open'), ...pageInput }),
  answer: { 200: page(ExceptionView) },
  problems: ['invalid-cursor'],
  touches: [exceptions.inState],
}, async ({ input: { state, ...request } }) => {
  const { items, cursor } = await exceptions.inState(exceptionsIn(state), request);
  return { items: items.map(exceptionView), cursor };
});
