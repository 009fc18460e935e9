import * as z from 'zod';
import { askedBy, ReturnId } from '../../shared/after-sales/return.ts';
import { photoLinks } from '../../shared/after-sales/photos.ts';
import { returns } from '../../shared/after-sales/store.ts';
import { ReturnView, returnView } from '../../shared/after-sales/views.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary: "Shows one of the buyer's returns, with each step that was taken and who is awaited until when.",
  route: 'GET /v1/returns/{returnId}',
  audience: 'shop',
  callers: ['buyer'],
  input: z.strictObject({ returnId: ReturnId }),
  answer: { 200: ReturnView },
  problems: ['not-found'],
  touches: [returns.need, photoLinks],
}, async ({ input: { returnId }, caller }) => {
  const one = askedBy(await returns.need(returnId), caller.accountId);
  return returnView(one, await photoLinks(one));
});
