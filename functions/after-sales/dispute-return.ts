import * as z from 'zod';
import { returnMoved } from '../../shared/after-sales/events.ts';
import { askedBy, ReturnId, dispute } from '../../shared/after-sales/return.ts';
import { mustHavePhotos, Photos } from '../../shared/after-sales/photos.ts';
import { returnPolicy } from '../../shared/after-sales/rulebooks.ts';
import { returns } from '../../shared/after-sales/store.ts';
import { ReturnView, returnView } from '../../shared/after-sales/views.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { prose } from '../../shared/kernel/values/text.ts';

export const { contract, handler } = endpoint({
  summary: 'Does not agree that the shop refuses; a person of the platform decides.',
  route: 'POST /v1/returns/{returnId}/dispute',
  audience: 'shop',
  callers: ['buyer'],
  input: z.strictObject({ returnId: ReturnId, note: prose(500), photos: Photos }),
  answer: { 200: ReturnView },
  problems: ['not-found', 'illegal-step', 'image-missing'],
  touches: [returns.need, returnPolicy.versions, returns.save, mustHavePhotos],
  emits: [returnMoved],
}, async ({ input: { returnId, ...said }, caller, now, commit }) => {
  const [found, policyOf] = await Promise.all([returns.need(returnId), returnPolicy.versions()]);
  const one = askedBy(found, caller.accountId);
  await mustHavePhotos(caller.accountId, said.photos);
  const change = dispute(one, policyOf(one.policyVersion), now, said);
  return commit({ writes: [returns.save(change)], answer: returnView(change.after) });
});
