import * as z from 'zod';
import { deadline } from '../../shared/kernel/doors/deadline.ts';
import { CorrectionId, lapse } from '../../shared/ledger/correction.ts';
import { corrections } from '../../shared/ledger/correction-store.ts';
import { correctionLapsed } from '../../shared/ledger/events.ts';

export const { contract, handler } = deadline(
  {
    summary: 'Ends a proposed correction that nobody has decided about in time.',
    payload: z.strictObject({ correctionId: CorrectionId }),
    final: ['illegal-step'],
    touches: [corrections.need, corrections.save],
    emits: [correctionLapsed],
  },
  async ({ payload: { correctionId }, now, commit }) =>
    commit({ writes: [corrections.save(lapse(await corrections.need(correctionId), now))] }),
);
