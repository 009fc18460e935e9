import { hours } from '../kernel/values/clock.ts';
import { written } from '../kernel/values/money.ts';
import { notice, staff, theBuyer, theShop } from '../kernel/policy/notice.ts';
import type { CarrierName } from './carriers/carrier.ts';
import {
  carrierNoticeUnread,
  freightQuoteAnswered,
  freightQuoteDeclined,
  freightQuoteLapsed,
  freightQuoteRequested,
} from './events.ts';
import { pileOf } from './notice-pile.ts';
import type { UnreadReason } from './policy.ts';

/** Where its buyer goes on. */
const link = (): string => '/cart';
const ofBuyer = { to: theBuyer, category: 'order', channels: ['mail', 'push'], link } as const;

const unreadWords = {
  'names-no-parcel': (carrier: CarrierName) => ({
    en: { subject: 'A carrier says what nobody understands', text: `${carrier} does not say which parcel it means.` },
    zh: { subject: '承运商发来无法识别的通知', text: `${carrier} 的通知未注明所指的包裹。` },
  }),
  'unknown-parcel': (carrier: CarrierName) => ({
    en: {
      subject: 'A carrier reports a parcel that is not ours',
      text: `${carrier} names a parcel that nobody knows.`,
    },
    zh: { subject: '承运商通报了未知的包裹', text: `${carrier} 通报的包裹不在本平台记录中。` },
  }),
  'another-carrier': (carrier: CarrierName) => ({
    en: {
      subject: "A carrier reports another carrier's parcel",
      text: `${carrier} names a parcel that does not go by it.`,
    },
    zh: { subject: '承运商通报了非其承运的包裹', text: `${carrier} 通报的包裹并非由其承运。` },
  }),
} as const satisfies Record<UnreadReason, (carrier: CarrierName) => unknown>;

export const logisticsNotices = [
  notice('freight-quote-requested', {
    on: freightQuoteRequested,
    to: theShop,
    category: 'shop',
    channels: ['mail', 'push'],
    link: () => '/logistics/freight-quotes',
    words: ({ quoteId, skuId, quantity }) => ({
      en: {
        subject: 'A buyer asks what delivery costs',
        text: `Answer the freight quote ${quoteId}: ${quantity} of ${skuId}.`,
      },
      zh: { subject: '有买家询问运费', text: `请答复运费询价 ${quoteId}：${skuId} × ${quantity}。` },
    }),
  }),
  notice('freight-quote-answered', {
    on: freightQuoteAnswered,
    ...ofBuyer,
    words: ({ amount, expiresAt }) => ({
      en: {
        subject: 'Your delivery has a price',
        text: `The shop delivers for ${written(amount)}, if you order before ${expiresAt}.`,
      },
      zh: { subject: '商家已答复运费', text: `运费为 ${written(amount)}，请在 ${expiresAt} 前下单。` },
    }),
  }),
  notice('freight-quote-declined', {
    on: freightQuoteDeclined,
    ...ofBuyer,
    words: ({ quoteId, skuId, quantity }) => ({
      en: {
        subject: 'The shop does not deliver this',
        text: `The shop has declined the freight quote ${quoteId}: ${quantity} of ${skuId}.`,
      },
      zh: { subject: '商家无法配送', text: `商家已谢绝运费询价 ${quoteId}：${skuId} × ${quantity}。` },
    }),
  }),
  notice('freight-quote-lapsed', {
    on: freightQuoteLapsed,
    ...ofBuyer,
    words: ({ quoteId, skuId, quantity }) => ({
      en: {
        subject: 'The shop has not answered what delivery costs',
        text: `Nobody has answered the freight quote ${quoteId}: ${quantity} of ${skuId}. You can ask again.`,
      },
      zh: {
        subject: '商家未答复运费',
        text: `运费询价 ${quoteId}（${skuId} × ${quantity}）未获答复，您可以再次询价。`,
      },
    }),
  }),
  notice('carrier-notice-unread', {
    on: carrierNoticeUnread,
    to: staff('operator'),
    category: 'work',
    channels: ['mail'],
    atMostEvery: hours(1),
    link: ({ carrier, reason }) => `/desks/item/carrier-notices/${encodeURIComponent(pileOf(carrier, reason))}`,
    words: ({ carrier, reason }) => unreadWords[reason](carrier),
  }),
];
