import { hours } from '../kernel/values/clock.ts';
import { written } from '../kernel/values/money.ts';
import { notice, staff, theBuyer, theShop } from '../kernel/policy/notice.ts';
import {
  deliveryDenied,
  deliveryUpheld,
  orderAccepted,
  orderCancelled,
  orderChanged,
  orderDeliveryOverdue,
  orderPaid,
  orderProcessingOverdue,
  orderSaidDelivered,
  orderShipmentOverdue,
  orderShipped,
  productionMoved,
  replacementPlaced,
} from './events.ts';

const link = ({ orderId }: { orderId: string }): string => `/orders/${orderId}`;
const inConsole = ({ orderId }: { orderId: string }): string => `/ordering/order/${orderId}`;
const ofShop = { to: theShop, category: 'shop', channels: ['mail', 'push'], link: inConsole } as const;
const ofBuyer = { to: theBuyer, category: 'order', channels: ['mail', 'push'], link } as const;

export const orderingNotices = [
  notice('order-paid', {
    on: orderPaid,
    ...ofShop,
    words: ({ orderId, amount }) => ({
      en: {
        subject: 'A new order is paid',
        text: `Order ${orderId} of ${written(amount)} is paid. Review and accept it.`,
      },
      zh: { subject: '您有新的已付款订单', text: `订单 ${orderId}（${written(amount)}）已付款，请审核并接单。` },
    }),
  }),
  notice('replacement-placed', {
    on: replacementPlaced,
    ...ofShop,
    words: ({ orderId, replaces }) => ({
      en: {
        subject: 'A replacement is to be sent',
        text:
          `Goods of order ${replaces.orderId} came back to be exchanged: send others with order ${orderId}. Nothing is paid for it. Review and accept it.`,
      },
      zh: {
        subject: '有换货待发出',
        text: `订单 ${replaces.orderId} 的商品已退回换货，请通过订单 ${orderId} 补发，无需付款。请审核并接单。`,
      },
    }),
  }),
  notice('order-changed', {
    on: orderChanged,
    ...ofShop,
    // A shop has not heard yet of what is not paid.
    to: (order) => (order.paid ? theShop(order) : undefined),
    words: ({ orderId, payable, acceptedAnew }) => ({
      en: {
        subject: 'A buyer has changed an order',
        text: `Order ${orderId} comes to ${written(payable)} now: look at what is wanted and where it goes. ${
          acceptedAnew ? 'Do not ship what you have packed: accept it anew.' : 'Nothing else is asked of you.'
        }`,
      },
      zh: {
        subject: '买家修改了订单',
        text: `订单 ${orderId} 现为 ${written(payable)}，请查看所需商品与收货地址。${
          acceptedAnew ? '请勿发出已打包的货物，需重新接单。' : '无需其他操作。'
        }`,
      },
    }),
  }),
  notice('order-accepted', {
    on: orderAccepted,
    ...ofBuyer,
    words: ({ orderId }) => ({
      en: { subject: 'Your order is confirmed', text: `The shop has confirmed order ${orderId} and will ship it.` },
      zh: { subject: '您的订单已确认', text: `商家已确认订单 ${orderId}，即将发货。` },
    }),
  }),
  notice('production-moved', {
    on: productionMoved,
    ...ofBuyer,
    channels: ['push'],
    words: ({ orderId, state, shipsBy }) => ({
      en: {
        subject: {
          allocated: 'A place is kept for making your order',
          prepared: 'All is ready for making your order',
          'in-production': 'Your order is being made',
          finished: 'Your order is made',
        }[state],
        text: `Order ${orderId} leaves the shop by ${shipsBy.slice(0, 10)}.`,
      },
      zh: {
        subject: {
          allocated: '您的订单已安排生产',
          prepared: '您的订单备料完成',
          'in-production': '您的订单正在制作',
          finished: '您的订单已制作完成',
        }[state],
        text: `订单 ${orderId} 将于 ${shipsBy.slice(0, 10)} 前发货。`,
      },
    }),
  }),
  notice('order-shipped', {
    on: orderShipped,
    ...ofBuyer,
    channels: ['mail', 'text', 'push'],
    words: ({ orderId }) => ({
      en: {
        subject: 'Your order is on its way',
        text: `Order ${orderId} has been shipped. You can track it in your orders.`,
      },
      zh: { subject: '您的订单已发货', text: `订单 ${orderId} 已发货，可在订单中查看物流。` },
    }),
  }),
  notice('order-said-delivered', {
    on: orderSaidDelivered,
    ...ofBuyer,
    channels: ['mail', 'text', 'push'],
    words: ({ orderId, confirmsAt }) => ({
      en: {
        subject: 'The shop says that it has delivered',
        text:
          `Has order ${orderId} arrived? Confirm it, or say that it has not; on ${confirmsAt} it counts as received.`,
      },
      zh: {
        subject: '商家称已送达',
        text: `订单 ${orderId} 收到了吗？请确认收货，或告知未收到；${confirmsAt} 起视为已收货。`,
      },
    }),
  }),
  notice('delivery-denied', {
    on: deliveryDenied,
    ...ofShop,
    words: ({ orderId, note }) => ({
      en: { subject: 'A buyer says that nothing has arrived', text: `Order ${orderId}: ${note}` },
      zh: { subject: '买家称未收到货', text: `订单 ${orderId}：${note}` },
    }),
  }),
  notice('delivery-upheld', {
    on: deliveryUpheld,
    ...ofBuyer,
    words: ({ orderId, note }) => ({
      en: { subject: 'We have looked at your delivery', text: `We take order ${orderId} for delivered: ${note}` },
      zh: { subject: '您的配送异议已处理', text: `我们认定订单 ${orderId} 已送达：${note}` },
    }),
  }),
  notice('order-cancelled', {
    on: orderCancelled,
    ...ofBuyer,
    channels: ['mail', 'text', 'push'],
    words: ({ orderId, paid }) => ({
      en: {
        subject: 'Your order is cancelled',
        text: `Order ${orderId} is cancelled.${paid ? ' Your money is on its way back.' : ''}`,
      },
      zh: { subject: '您的订单已取消', text: `订单 ${orderId} 已取消。${paid ? '款项正在退回。' : ''}` },
    }),
  }),
  notice('order-cancelled-for-shop', {
    on: orderCancelled,
    ...ofShop,
    // A shop never heard of what was not paid, and knows what it refused itself.
    to: (order) => (order.paid && order.reason !== 'refused' ? theShop(order) : undefined),
    words: ({ orderId, reason, note }) => ({
      en: {
        subject: 'An order is cancelled',
        text: reason === 'returned'
          ? `The carrier has brought order ${orderId} back to you, and its buyer is refunded. Count its units into your stock once you have them.`
          : reason === 'lost'
          ? `The parcel of order ${orderId} will not arrive, and its buyer is refunded. See with its carrier what you are owed.`
          : `Order ${orderId} is cancelled, and its buyer is refunded. Do not ship it.${
            note ? ` Reason: ${note}` : ''
          }`,
      },
      zh: {
        subject: '有订单已取消',
        text: reason === 'returned'
          ? `订单 ${orderId} 的包裹已退回，款项退还买家。收到货后请自行调整库存。`
          : reason === 'lost'
          ? `订单 ${orderId} 的包裹无法送达，款项退还买家。请与承运商协商赔付。`
          : `订单 ${orderId} 已取消，款项退还买家，请勿发货。${note ? `原因：${note}` : ''}`,
      },
    }),
  }),
  notice('order-processing-overdue', {
    on: orderProcessingOverdue,
    ...ofShop,
    words: ({ orderId, since }) => ({
      en: { subject: 'An order waits for your acceptance', text: `Order ${orderId} has waited since ${since}.` },
      zh: { subject: '有订单等待您接单', text: `订单 ${orderId} 自 ${since} 起等待接单。` },
    }),
  }),
  notice('order-shipment-overdue', {
    on: orderShipmentOverdue,
    ...ofShop,
    words: ({ orderId, since }) => ({
      en: { subject: 'An order waits for its dispatch', text: `Order ${orderId} has waited since ${since}.` },
      zh: { subject: '有订单等待发货', text: `订单 ${orderId} 自 ${since} 起等待发货。` },
    }),
  }),
  notice('order-delivery-overdue', {
    on: orderDeliveryOverdue,
    to: staff('support'),
    category: 'work',
    channels: ['mail'],
    atMostEvery: hours(4),
    link: inConsole,
    words: ({ orderId, since }) => ({
      en: { subject: 'A parcel is overdue', text: `Order ${orderId} was shipped at ${since} and has not arrived.` },
      zh: { subject: '有包裹逾期未达', text: `订单 ${orderId} 于 ${since} 发货，尚未送达。` },
    }),
  }),
];
