import { hours } from '../kernel/values/clock.ts';
import { notice, staff } from '../kernel/policy/notice.ts';
import { paymentExceptionRaised, paymentNoticeUnread } from './events.ts';

export const paymentNotices = [
  notice('payment-exception-raised', {
    on: paymentExceptionRaised,
    to: staff('finance'),
    category: 'work',
    channels: ['mail'],
    atMostEvery: hours(1),
    link: ({ exceptionId }) => `/desks/item/payment-exceptions/${exceptionId}`,
    words: ({ exceptionId, kind }) => ({
      en: { subject: 'A payment needs a decision', text: `${exceptionId}: ${kind}.` },
      zh: { subject: '有付款异常等待处理', text: `${exceptionId}：${kind}。` },
    }),
  }),
  notice('payment-notice-unread', {
    on: paymentNoticeUnread,
    to: staff('finance'),
    category: 'work',
    channels: ['mail'],
    atMostEvery: hours(1),
    link: ({ provider }) => `/desks/item/payment-notices/${provider}`,
    words: ({ provider, told }) => ({
      en: { subject: 'The payment provider says what nobody understands', text: `${provider}: ${told}.` },
      zh: { subject: '支付机构发来无法识别的通知', text: `${provider}：${told}。` },
    }),
  }),
];
