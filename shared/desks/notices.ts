import { hours } from '../kernel/values/clock.ts';
import { notice } from '../kernel/policy/notice.ts';
import { deskClockMissed, desksCounted, deskItemHandedOver } from './events.ts';

const work = { category: 'work', channels: ['mail'] } as const;
const atDesk = ({ desk, itemId }: { desk: string; itemId: string }): string =>
  `/desks/item/${desk}/${encodeURIComponent(itemId)}`;

export const deskNotices = [
  notice('desk-clock-missed', {
    on: deskClockMissed,
    to: ({ tell }) => ({ staff: tell }),
    ...work,
    atMostEvery: hours(1),
    link: atDesk,
    words: ({ desk, itemId, since, clock }) => ({
      en: {
        subject: clock === 'first-answer' ? 'Something waits for somebody to take it' : 'Something waits too long',
        text: `${itemId} has waited at the desk ${desk} since ${since}.`,
      },
      zh: {
        subject: clock === 'first-answer' ? '有事项等待认领' : '有事项逾期未处理',
        text: `${itemId} 自 ${since} 起在 ${desk} 等待处理。`,
      },
    }),
  }),
  notice('desk-item-handed-over', {
    on: deskItemHandedOver,
    to: ({ to }) => ({ account: to }),
    ...work,
    link: atDesk,
    words: ({ desk, itemId, note }) => ({
      en: { subject: 'A colleague has handed something over to you', text: `${itemId} of the desk ${desk}: ${note}` },
      zh: { subject: '同事向您移交了事项', text: `${desk} 的 ${itemId}：${note}` },
    }),
  }),
  notice('desks-counted', {
    on: desksCounted,
    to: ({ tell }) => ({ staff: tell }),
    ...work,
    link: () => '/desks/waiting',
    words: ({ desks }) => ({
      en: {
        subject: 'What waits for you today',
        text: desks.map(({ desk, waiting, late, oldest }) =>
          `${desk}: ${waiting} wait, ${late} of them too long. The oldest since ${oldest}.`
        ).join('\n'),
      },
      zh: {
        subject: '今日待处理事项',
        text: desks.map(({ desk, waiting, late, oldest }) =>
          `${desk}：共 ${waiting} 件待处理，其中 ${late} 件逾期，最早始于 ${oldest}。`
        ).join('\n'),
      },
    }),
  }),
];
