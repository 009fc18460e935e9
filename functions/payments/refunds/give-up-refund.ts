import * as z from 'zod';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { prose } from '../../../shared/kernel/values/text.ts';
import { Problem } from '../../../shared/kernel/problems.ts';
import { provider } from '../../../shared/payments/provider/institution.ts';
import { mustBeLate, RefundId } from '../../../shared/payments/refunds/refund.ts';
import { settleRefund } from '../../../shared/payments/refunds/settle-refund.ts';
import { movingBack, movingTells, readingRefund, refundCase, writesOf } from '../../../shared/payments/store.ts';
import { RefundView, refundView } from '../../../shared/payments/views.ts';

/** What the provider says of it at that moment comes first. Should it succeed after all, that is settled as after any failure. */
export const { contract, handler } = endpoint({
  summary:
    'Takes a late refund for failed, once the provider has told a person that it does not make it. The provider is '
    + 'asked first: what is news is answered as it stands, and what it still has under way is not given up.',
  route: 'POST /v1/refunds/{refundId}/give-up',
  audience: 'operator',
  callers: ['finance', 'admin'],
  audited: { reason: 'reason' },
  idempotent: true,
  input: z.strictObject({ refundId: RefundId, reason: prose(500, 3) }),
  answer: { 200: RefundView },
  problems: ['not-found', 'illegal-step', 'taken-by-another', 'unavailable'],
  touches: [readingRefund, provider.findRefund, movingBack],
  emits: movingTells,
}, async ({ input: { refundId }, now, newId, commit }) => {
  const about = await refundCase(refundId);
  if (!about) throw new Problem('not-found');
  mustBeLate(about.refund);
  const word = await provider.findRefund(refundId);
  const move = settleRefund(
    about,
    provider.name,
    word ?? { reference: refundId, status: 'failed', failureCode: 'given-up' },
    { now, newId },
  );
  if (!move) throw new Problem('illegal-step', 'The provider still has it under way');
  const { after } = move.refunds!.find((change) => change.after.id === refundId)!;
  return commit({ writes: writesOf(move), answer: refundView(after) });
});
