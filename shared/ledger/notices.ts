import { notice, staff } from '../kernel/policy/notice.ts';
import { correctionProposed } from './events.ts';

export const ledgerNotices = [
  notice('correction-proposed', {
    on: correctionProposed,
    to: staff('finance'),
    category: 'work',
    channels: ['mail', 'push'],
    link: () => '/ledger/corrections',
    words: ({ correctionId, corrects }) => ({
      en: {
        subject: 'A correction waits for a second person',
        text:
          `Somebody proposes a correction of the books (${correctionId}, for ${corrects}). Another person decides about it.`,
      },
      zh: {
        subject: '有账务更正等待复核',
        text: `有一笔账务更正（${correctionId}，针对 ${corrects}）等待另一人复核。`,
      },
    }),
  }),
];
