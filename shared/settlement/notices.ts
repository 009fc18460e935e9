import { written } from '../kernel/values/money.ts';
import { notice, staff, theShop } from '../kernel/policy/notice.ts';
import { debtIncurred, payoutFailed, writeOffProposed } from './events.ts';

export const settlementNotices = [
  notice('payout-failed', {
    on: payoutFailed,
    to: theShop,
    category: 'money',
    channels: ['mail', 'text', 'push'],
    link: () => '/settlement/payouts',
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
  notice('debt-incurred', {
    on: debtIncurred,
    to: theShop,
    category: 'money',
    channels: ['mail', 'push'],
    link: () => '/settlement/debts',
    words: ({ orderId, amount }) => ({
      en: {
        subject: 'A settled sale was given back',
        text: `Of order ${orderId}, which had been paid out to you, your share of ${
          written(amount)
        } was given back to the buyer. Your next statements take it off.`,
      },
      zh: {
        subject: '已结算的订单发生退款',
        text: `订单 ${orderId} 已结算给您，现已向买家退款，您应承担 ${written(amount)}，将从后续结算单中扣除。`,
      },
    }),
  }),
  notice('write-off-proposed', {
    on: writeOffProposed,
    to: staff('finance'),
    category: 'work',
    channels: ['mail', 'push'],
    link: ({ debtId }) => `/settlement/debt/${debtId}`,
    words: ({ debtId, amount }) => ({
      en: {
        subject: 'A write-off waits for a second person',
        text: `Somebody wants ${written(amount)} of the debt ${debtId} written off. Another person decides about it.`,
      },
      zh: {
        subject: '有欠款核销等待复核',
        text: `欠款 ${debtId} 中的 ${written(amount)} 申请核销，等待另一人复核。`,
      },
    }),
  }),
];
