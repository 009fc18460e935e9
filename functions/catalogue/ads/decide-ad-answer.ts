import * as z from 'zod';
import { AdAnswerId, decideAnswer } from '../../../shared/catalogue/ads/ad-answer.ts';
import { adAnswers } from '../../../shared/catalogue/ads/ad-store.ts';
import { AdAnswerView, adAnswerView } from '../../../shared/catalogue/ads/ad-view.ts';
import { adAnswerDecided } from '../../../shared/catalogue/events.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { personal } from '../../../shared/kernel/values/personal.ts';
import { line } from '../../../shared/kernel/values/text.ts';

export const { contract, handler } = endpoint({
  summary:
    "Agrees to be in touch with who has answered one's ad, so that both see how the other is reached; or declines.",
  route: 'POST /v1/ad-answers/{answerId}/decision',
  audience: 'shop',
  callers: ['buyer'],
  input: z.strictObject({
    answerId: AdAnswerId,
    contact: personal(line(120, 3)).optional().meta({ description: 'How one is reached; without it, one declines' }),
  }),
  answer: { 200: AdAnswerView },
  problems: ['not-found', 'illegal-step'],
  touches: [adAnswers.need, adAnswers.save],
  emits: [adAnswerDecided],
}, async ({ input: { answerId, contact }, caller: { accountId }, commit }) => {
  const change = decideAnswer(await adAnswers.need(answerId), accountId, contact);
  return commit({ writes: [adAnswers.save(change)], answer: adAnswerView(change.after, accountId) });
});
