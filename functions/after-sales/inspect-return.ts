import * as z from 'zod';
import { ReturnId } from '../../shared/after-sales/return.ts';
import { photoLinks } from '../../shared/after-sales/photos.ts';
import { returns } from '../../shared/after-sales/store.ts';
import { ReturnView, returnView } from '../../shared/after-sales/views.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary: 'Shows a return to the platform, with each step that was taken and who is awaited until when.',
  route: 'GET /v1/returns/{returnId}',
  audience: 'operator',
  callers: ['support', 'operator', 'admin'],
  input: z.strictObject({ returnId: ReturnId }),
  answer: { 200: ReturnView },
  problems: ['not-found'],
  touches: [returns.need, photoLinks],
}, async ({ input: { returnId } }) => {
  const one = await returns.need(returnId);
  return returnView(one, await photoLinks(one));
});
