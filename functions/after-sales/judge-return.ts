import * as z from 'zod';
import { returnMoved } from '../../shared/after-sales/events.ts';
import { givingBack, givingBackTells, replacing } from '../../shared/after-sales/giving-back.ts';
import { mustHavePhotos, Photos } from '../../shared/after-sales/photos.ts';
import { judge, mustBeHere, replace, ReturnId, toShop, unitsLeft } from '../../shared/after-sales/return.ts';
import { returnPolicy } from '../../shared/after-sales/rulebooks.ts';
import { returns } from '../../shared/after-sales/store.ts';
import { ReturnView, returnView } from '../../shared/after-sales/views.ts';
import { shopOf } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { replacementPlaced } from '../../shared/ordering/events.ts';
import { prose } from '../../shared/kernel/values/text.ts';

export const { contract, handler } = endpoint({
  summary:
    'Says how many of the units that came back the shop accepts: they are paid back, or others are sent in their place where that is the wish, all are accepted and some are left. What it does not accept it shows by a picture, and the buyer may dispute it.',
  route: 'POST /v1/returns/{returnId}/inspection',
  audience: 'merchant',
  callers: ['merchant'],
  audited: { reason: 'note' },
  idempotent: true,
  input: z.strictObject({ returnId: ReturnId, accepted: z.int().min(0).max(999), note: prose(500), photos: Photos }),
  answer: { 200: ReturnView },
  problems: ['no-shop', 'not-found', 'illegal-step', 'return-too-many', 'image-missing', 'evidence-missing'],
  touches: [returns.need, returnPolicy.versions, returns.save, mustHavePhotos, givingBack, replacing],
  emits: [returnMoved, replacementPlaced, ...givingBackTells],
}, async ({ input: { returnId, accepted, ...said }, caller, now, newId, commit }) => {
  const shop = await shopOf(caller);
  const [found, policyOf] = await Promise.all([returns.need(returnId), returnPolicy.versions()]);
  const one = mustBeHere(toShop(found, shop), accepted);
  await mustHavePhotos(shop, said.photos);
  const policy = policyOf(one.policyVersion);
  const sent = accepted === unitsLeft(one) ? await replacing(one, { now, newId }) : undefined;
  if (sent) {
    const replaced = replace(one, sent.orderId, 'shop', policy, now, said);
    return commit({ writes: [returns.save(replaced), ...sent.writes], answer: returnView(replaced.after) });
  }
  const { back, writes } = await givingBack(one, accepted, { now, newId });
  const change = judge(one, back, policy, now, said);
  return commit({ writes: [returns.save(change), ...writes], answer: returnView(change.after) });
});
