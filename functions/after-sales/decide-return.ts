import * as z from 'zod';
import { returnMoved } from '../../shared/after-sales/events.ts';
import { givingBack, givingBackTells } from '../../shared/after-sales/giving-back.ts';
import {
  approve,
  mustBeRequested,
  refund,
  refuse,
  ReturnId,
  toShop,
  unitsLeft,
} from '../../shared/after-sales/return.ts';
import { mustHavePhotos, Photos } from '../../shared/after-sales/photos.ts';
import { returnPolicy } from '../../shared/after-sales/rulebooks.ts';
import { returns } from '../../shared/after-sales/store.ts';
import { ReturnView, returnView } from '../../shared/after-sales/views.ts';
import { shopOf } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { prose } from '../../shared/kernel/values/text.ts';

/** Where the money alone is wanted, it goes back with the approval. */
export const { contract, handler } = endpoint({
  summary:
    'Lets the goods of a return come back, or gives the money back where that alone is wanted; or refuses, with the reason.',
  route: 'POST /v1/returns/{returnId}/decision',
  audience: 'merchant',
  callers: ['merchant'],
  audited: { reason: 'note' },
  idempotent: true,
  input: z.strictObject({
    returnId: ReturnId,
    decision: z.enum(['approve', 'refuse']),
    note: prose(500),
    photos: Photos,
  }),
  answer: { 200: ReturnView },
  problems: ['no-shop', 'not-found', 'illegal-step', 'image-missing'],
  touches: [returns.need, returnPolicy.versions, returns.save, mustHavePhotos, givingBack],
  emits: [returnMoved, ...givingBackTells],
}, async ({ input: { returnId, decision, ...said }, caller, now, newId, commit }) => {
  const shop = await shopOf(caller);
  const [found, policyOf] = await Promise.all([returns.need(returnId), returnPolicy.versions()]);
  const one = mustBeRequested(toShop(found, shop));
  await mustHavePhotos(shop, said.photos);
  const policy = policyOf(one.policyVersion);
  if (decision === 'approve' && one.wish === 'refund-only') {
    const { back, writes } = await givingBack(one, unitsLeft(one), { now, newId });
    const refunded = refund(one, back, 'shop', policy, now, said);
    return commit({ writes: [returns.save(refunded), ...writes], answer: returnView(refunded.after) });
  }
  const change = decision === 'approve' ? approve(one, 'shop', policy, now, said) : refuse(one, policy, now, said);
  return commit({ writes: [returns.save(change)], answer: returnView(change.after) });
});
