import { hours } from '../kernel/values/clock.ts';
import { written } from '../kernel/values/money.ts';
import { notice, staff, theBuyer, theShop } from '../kernel/policy/notice.ts';
import type { CarrierName } from './carriers/carrier.ts';
import {
  carrierContractEnding,
  carrierNoticeUnread,
  carrierReviewOpened,
  freightQuoteAnswered,
  freightQuoteDeclined,
  freightQuoteLapsed,
  carrierSilent,
  freightQuoteRequested,
  shipmentException,
  shipmentSentAgain,
} from './events.ts';
import { pileOf } from './notice-pile.ts';
import type { TroubleReason, UnreadReason } from './policy.ts';

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

/** What is the matter with a parcel, in a few words. */
const matters = {
  'dispatch-missing': ['Say where your parcels are picked up', '请设定发货地址'],
  refused: ['A carrier has refused a parcel', '承运商拒绝承运'],
  'label-missing': ['A parcel has no label', '包裹没有面单'],
  'carrier-exception': ['A parcel is held up', '包裹运输受阻'],
  unwanted: ['A parcel travels although it was called off', '已取消的包裹仍在运输'],
  overdue: ['A parcel is overdue', '包裹逾期'],
  'unknown-report': ['A carrier says what nobody understands', '承运商的信息无法识别'],
  'no-scan': ['Nothing is heard of a parcel', '包裹长时间没有物流信息'],
  delayed: ['A parcel is much later than planned', '包裹严重延误'],
  lost: ['A parcel is lost', '包裹丢失'],
  damaged: ['A parcel came to harm', '包裹破损'],
  'not-taken': ['A parcel was not taken', '包裹被拒收'],
} as const satisfies Record<TroubleReason, readonly [en: string, zh: string]>;

/** What its buyer hears of, and the staff as well, beside its desk. */
const missing: readonly TroubleReason[] = ['carrier-exception', 'no-scan', 'delayed', 'lost', 'damaged', 'not-taken'];
/** What its shop can do nothing about. */
const beyondShop: readonly TroubleReason[] = ['unwanted', 'unknown-report', 'overdue'];
const atItsDesk = ({ shipmentId }: { shipmentId: string }): string => `/desks/item/troubled-shipments/${shipmentId}`;

export const logisticsNotices = [
  notice('shipment-exception-for-shop', {
    on: shipmentException,
    to: (shipment) => (beyondShop.includes(shipment.reason) ? undefined : theShop(shipment)),
    category: 'shop',
    channels: ['mail', 'push'],
    link: ({ shipmentId }) => `/logistics/shipment/${shipmentId}`,
    words: ({ orderId, reason }) => ({
      en: { subject: matters[reason][0], text: `It is of order ${orderId}. See what can be done about it.` },
      zh: { subject: matters[reason][1], text: `涉及订单 ${orderId}，请查看并处理。` },
    }),
  }),
  notice('shipment-exception-for-staff', {
    on: shipmentException,
    to: ({ reason }) => (missing.includes(reason) ? { staff: 'support' } : undefined),
    category: 'work',
    channels: ['mail'],
    atMostEvery: hours(1),
    link: atItsDesk,
    words: ({ shipmentId, orderId, reason }) => ({
      en: { subject: matters[reason][0], text: `Shipment ${shipmentId} of order ${orderId} waits for somebody.` },
      zh: { subject: matters[reason][1], text: `订单 ${orderId} 的包裹 ${shipmentId} 等待处理。` },
    }),
  }),
  notice('shipment-exception', {
    on: shipmentException,
    to: (shipment) => (missing.includes(shipment.reason) ? theBuyer(shipment) : undefined),
    category: 'order',
    channels: ['mail', 'push'],
    link: ({ orderId }) => `/orders/${orderId}`,
    words: ({ orderId, reason }) => ({
      en: {
        subject: matters[reason][0],
        text: `It is of your order ${orderId}. We look into it with the carrier, and tell you what comes of it.`,
      },
      zh: { subject: matters[reason][1], text: `涉及您的订单 ${orderId}。我们正在与承运商核实，有结果会通知您。` },
    }),
  }),
  notice('shipment-sent-again', {
    on: shipmentSentAgain,
    to: theBuyer,
    category: 'order',
    channels: ['mail', 'push'],
    link: ({ orderId }) => `/orders/${orderId}`,
    words: ({ orderId }) => ({
      en: { subject: 'The shop sends your goods once more', text: `See in order ${orderId} where they are.` },
      zh: { subject: '商家已重新发货', text: `可在订单 ${orderId} 中查看物流。` },
    }),
  }),
  notice('carrier-contract-ending', {
    on: carrierContractEnding,
    to: staff('operator'),
    category: 'work',
    channels: ['mail'],
    link: ({ carrier }) => `/logistics/carrier-contracts?carrier=${carrier}`,
    words: ({ carrier, until }) => ({
      en: {
        subject: "A carrier's contract runs out",
        text: `That with ${carrier} lasts until ${until}; none follows.`,
      },
      zh: { subject: '承运合同即将到期', text: `与 ${carrier} 的合同将于 ${until} 到期，尚无后续合同。` },
    }),
  }),
  notice('carrier-review-opened', {
    on: carrierReviewOpened,
    to: staff('operator'),
    category: 'work',
    channels: ['mail'],
    link: ({ reviewId }) => `/desks/item/carrier-reviews/${reviewId}`,
    words: ({ carrier, month }) => ({
      en: { subject: 'A carrier is to be judged', text: `See what ${carrier} did in ${month}, against its contract.` },
      zh: { subject: '有承运商待考核', text: `请对照合同考核 ${carrier} 在 ${month} 的表现。` },
    }),
  }),
  notice('carrier-silent', {
    on: carrierSilent,
    to: staff('support'),
    category: 'work',
    channels: ['mail'],
    atMostEvery: hours(1),
    link: atItsDesk,
    words: ({ shipmentId, carrier }) => ({
      en: {
        subject: 'A carrier does not answer',
        text: `${carrier} was to say by now what has become of ${shipmentId}.`,
      },
      zh: { subject: '承运商未按时答复', text: `${carrier} 未在期限内说明包裹 ${shipmentId} 的情况。` },
    }),
  }),
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
