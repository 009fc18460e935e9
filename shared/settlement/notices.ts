import { written } from '../kernel/values/money.ts';
import { notice, theShop } from '../kernel/policy/notice.ts';
import { payoutFailed } from './events.ts';

export const settlementNotices = [
  notice('payout-failed', {
    on: payoutFailed,
    to: theShop,
    category: 'money',
    channels: ['mail', 'text', 'push'],
    link: () => '/payouts',
    words: ({ amount }) => ({
      en: {
        subject: 'Your payout could not be made',
        text: `Your payout of ${
          written(amount)
        } was refused by the bank. Check your payout account; the money is still yours.`,
      },
      zh: {
        subject: '您的提现未能完成',
        text: `${written(amount)} 的付款被银行拒绝，请检查收款账户。款项仍归您所有。`,
      },
    }),
  }),
];
