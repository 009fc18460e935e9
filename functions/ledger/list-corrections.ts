import * as z from 'zod';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { page, pageInput } from '../../shared/kernel/store/page.ts';
import { CorrectionState } from '../../shared/ledger/correction.ts';
import { correctionList, correctionsIn } from '../../shared/ledger/correction-store.ts';
import { CorrectionRow } from '../../shared/ledger/views.ts';

export const { contract, handler } = endpoint({
  summary:
    'Lists corrections that were decided about, oldest first; those that wait for a second person wait at a desk.',
  route: 'GET /v1/ledger/corrections',
  audience: 'operator',
  callers: ['finance', 'admin'],
  input: z.strictObject({ state: CorrectionState.exclude(['proposed']).default('approved'), ...pageInput }),
  answer: { 200: page(CorrectionRow) },
  problems: ['invalid-cursor'],
  touches: [correctionList],
}, ({ input }) => correctionList(correctionsIn(input.state), input));
