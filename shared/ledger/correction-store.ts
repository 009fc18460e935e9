import { aggregate } from '../kernel/store/aggregate.ts';
import type { Correction } from './correction.ts';
import { correctionWaits } from './desk.ts';
import { correctionRow, type CorrectionRow } from './views.ts';

export const corrections = aggregate<Correction, CorrectionRow>({
  name: 'correction',
  prefix: 'CORRECTION',
  indexes: {
    gsi1: ({ state, proposedAt, id }) =>
      state === 'proposed' ? undefined : [correctionsIn(state), `${proposedAt}#${id}`],
  },
  summary: correctionRow,
  desks: [correctionWaits],
});
export const correctionsIn = (state: Correction['state']): string => `CORRECTIONS#${state}`;
export const correctionList = corrections.list('corrections.in-state', 'gsi1', 'CORRECTIONS#*');
