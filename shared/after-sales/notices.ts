import { notice, theBuyer, theShop } from '../kernel/policy/notice.ts';
import { returnEscalated, returnMoved, returnRequested, type ReturnState } from './events.ts';

const ofShop = {
  to: theShop,
  category: 'shop',
  channels: ['mail', 'push'],
  link: ({ returnId }: { returnId: string }): string => `/after-sales/return/${returnId}`,
} as const;

/** What a step means for who reads of it. */
const news: Readonly<Record<ReturnState, { readonly en: string; readonly zh: string }>> = {
  'return-requested': { en: 'is asked for', zh: '已申请' },
  'return-approved': { en: 'is approved: the goods can be sent back', zh: '已通过，可寄回商品' },
  'return-sent': { en: 'is on its way back to the shop', zh: '商品正在寄回店铺' },
  'return-received': { en: 'has arrived at the shop, which inspects it', zh: '店铺已收到商品，正在验货' },
  'return-replacing': { en: 'is granted: other goods are sent in place of those', zh: '已通过，店铺补发商品' },
  'return-exchanged': { en: 'has ended: what replaces the goods has arrived', zh: '已完成，换货已收到' },
  'return-refused': { en: 'is refused, wholly or in part', zh: '已被全部或部分拒绝' },
  'return-disputed': { en: 'is disputed: the platform decides', zh: '有争议，由平台裁决' },
  'return-refunded': { en: 'is granted: the money goes back', zh: '已通过，货款退回' },
  'return-closed': { en: 'is closed: nothing more is given back', zh: '已关闭，不再退款' },
};

const words = ({ orderId, state }: { readonly orderId: string; readonly state: ReturnState }) => ({
  en: { subject: 'News of a return', text: `The return of goods of order ${orderId} ${news[state].en}.` },
  zh: { subject: '退货进展', text: `订单 ${orderId} 的退货：${news[state].zh}。` },
});

export const returnNotices = [
  notice('return-requested', {
    on: returnRequested,
    ...ofShop,
    words: ({ orderId, quantity }) => ({
      en: {
        subject: 'A buyer asks for a return',
        text:
          `Money or other goods are asked for in place of ${quantity} of what order ${orderId} brought. Answer in time, or the platform looks at it.`,
      },
      zh: {
        subject: '有买家申请退货',
        text: `订单 ${orderId} 中有 ${quantity} 件申请退款或换货，请及时答复，逾期由平台介入。`,
      },
    }),
  }),
  notice('return-moved', {
    on: returnMoved,
    category: 'order',
    channels: ['mail', 'push'],
    // Nobody is told what he has done himself.
    to: (one) => (one.by === 'buyer' ? undefined : theBuyer(one)),
    link: ({ orderId }) => `/orders/${orderId}/returns`,
    words,
  }),
  notice('return-moved-for-shop', {
    on: returnMoved,
    ...ofShop,
    to: (one) => (one.by === 'shop' ? undefined : theShop(one)),
    words,
  }),
  notice('return-escalated', {
    on: returnEscalated,
    ...ofShop,
    words: ({ orderId }) => ({
      en: {
        subject: 'The platform looks at a return',
        text: `The return of goods of order ${orderId} has waited too long: a person of the platform decides about it.`,
      },
      zh: { subject: '平台已介入退货', text: `订单 ${orderId} 的退货等待过久，由平台人员裁决。` },
    }),
  }),
];
