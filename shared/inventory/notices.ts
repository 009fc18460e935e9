import { notice, theShop } from '../kernel/policy/notice.ts';
import { hours } from '../kernel/values/clock.ts';
import {
  deviceAlarmed,
  pickedShort,
  replenishmentAdvised,
  stockAlerted,
  stockTakeDue,
  stockTakeRefused,
  wmsMessageUnread,
} from './events.ts';

const toShop = { to: theShop, category: 'shop', channels: ['mail'] } as const;

export const inventoryNotices = [
  notice('stock-alerted', {
    ...toShop,
    on: stockAlerted,
    atMostEvery: hours(6),
    link: () => '/inventory/alerts',
    words: ({ kind, available }) =>
      kind === 'low'
        ? {
          en: { subject: 'Something runs out', text: `${available} units are left of one of your SKUs.` },
          zh: { subject: '库存不足', text: `您的一个 SKU 只剩 ${available} 件。` },
        }
        : {
          en: { subject: 'There is much of something', text: `You have ${available} units of one of your SKUs.` },
          zh: { subject: '库存过多', text: `您的一个 SKU 有 ${available} 件库存。` },
        },
  }),
  notice('replenishment-advised', {
    ...toShop,
    on: replenishmentAdvised,
    atMostEvery: hours(6),
    link: () => '/inventory/replenishment',
    words: ({ kind, quantity, available }) =>
      kind === 'rising'
        ? {
          en: {
            subject: 'Something sells ever faster',
            text:
              `The demand for one of your SKUs rises. ${available} units are left; we suggest to order ${quantity}.`,
          },
          zh: {
            subject: '有商品需求上升',
            text: `您的一个 SKU 需求正在上升，现有 ${available} 件，建议补货 ${quantity} 件。`,
          },
        }
        : {
          en: {
            subject: 'Time to order',
            text:
              `One of your SKUs will run out before new units come: ${available} are left. We suggest to order ${quantity}.`,
          },
          zh: {
            subject: '该补货了',
            text: `您的一个 SKU 将在新货到达前售罄：现有 ${available} 件，建议补货 ${quantity} 件。`,
          },
        },
  }),
  notice('picked-short', {
    ...toShop,
    on: pickedShort,
    link: ({ pickingId }) => `/stockroom/picking/${pickingId}`,
    words: ({ orderId, skuId, lacking }) => ({
      en: {
        subject: 'Goods were not found',
        text: `${lacking} of ${skuId} for order ${orderId} lie in no bin. Count them, split the shipment or cancel.`,
      },
      zh: {
        subject: '拣货短缺',
        text: `订单 ${orderId} 的 ${skuId} 缺 ${lacking} 件。请盘点该商品，或拆分发货、取消订单。`,
      },
    }),
  }),
  notice('device-alarmed', {
    ...toShop,
    on: deviceAlarmed,
    link: () => '/stockroom/devices',
    words: ({ name, value, unit }) => ({
      en: { subject: 'A device measures what it should not', text: `${name}: ${value} ${unit}` },
      zh: { subject: '设备读数超出范围', text: `${name}：${value} ${unit}` },
    }),
  }),
  notice('wms-message-unread', {
    ...toShop,
    on: wmsMessageUnread,
    atMostEvery: hours(6),
    link: ({ connectionId }) => `/stockroom/wms-messages/${connectionId}`,
    words: () => ({
      en: {
        subject: 'Your warehouse system tells what cannot be',
        text: 'Something that it told did not take effect. The platform looks at it; you can see what it was.',
      },
      zh: { subject: '仓库系统的消息无法处理', text: '仓库系统发来的一条消息没有生效。平台会处理，您也可以查看。' },
    }),
  }),
  notice('stock-take-due', {
    ...toShop,
    on: stockTakeDue,
    link: () => '/inventory/stock-takes',
    words: ({ countedAt }) => ({
      en: { subject: 'A warehouse wants to be counted', text: `It was last counted on ${countedAt.slice(0, 10)}.` },
      zh: { subject: '仓库该盘点了', text: `上次盘点日期：${countedAt.slice(0, 10)}。` },
    }),
  }),
  notice('stock-take-refused', {
    ...toShop,
    on: stockTakeRefused,
    link: ({ stockTakeId }) => `/inventory/stock-take/${stockTakeId}`,
    words: ({ reason }) => ({
      en: { subject: 'Please count again', text: `The platform did not approve a stock-take: ${reason}` },
      zh: { subject: '请重新盘点', text: `平台未批准盘点结果：${reason}` },
    }),
  }),
];
