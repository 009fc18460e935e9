import type { Envelope } from '../kernel/events.ts';
import type { AccountId, MerchantId } from '../kernel/ids.ts';
import { written } from '../kernel/money.ts';
import { inLocale, type LocalText } from '../kernel/text.ts';
import {
  importFinished,
  listingApproved,
  listingRejected,
  listingReviewOverdue,
  reviewsCounted,
} from '../catalogue/events.ts';
import { accountFrozen, accountUnfrozen, passwordChanged, passwordReset } from '../identity/events.ts';
import {
  applicationOverdue,
  merchantApproved,
  merchantReinstated,
  merchantRejected,
  merchantSuspended,
  payoutAccountSet,
  payoutAccountVerified,
  supplementAsked,
} from '../merchants/events.ts';
import {
  freightQuoteAnswered,
  freightQuoteDeclined,
  freightQuoteLapsed,
  freightQuoteRequested,
} from '../logistics/events.ts';
import {
  orderAccepted,
  orderCancelled,
  orderDeliveryOverdue,
  orderPaid,
  orderProcessingOverdue,
  orderShipmentOverdue,
  orderShipped,
} from '../ordering/events.ts';
import { paymentExceptionRaised } from '../payments/events.ts';
import { payoutFailed } from '../settlement/events.ts';
import { notice, type Composed, type Notice, type Recipient } from './notice.ts';

const shop = ({ merchantId }: { merchantId: MerchantId }): Recipient => ({ shop: merchantId });
const buyer = ({ buyerId }: { buyerId: AccountId }): Recipient => ({ account: buyerId });
const reviewers = (): Recipient => ({ staff: 'reviewer' });
const zh = (text: LocalText): string => inLocale(text, 'zh');
const en = (text: LocalText): string => inLocale(text, 'en');

/** Every mail that the platform sends by itself: what happened, who hears of it, and in which words. */
export const notices: readonly Notice[] = [
  notice(accountFrozen, ({ accountId }) => ({ account: accountId }), () => ({
    en: {
      subject: 'Your account is frozen',
      text: 'Your account has been frozen. Write to our support if you think that this is a mistake.',
    },
    zh: { subject: '您的账户已被冻结', text: '您的账户已被冻结。如有疑问，请联系客服。' },
  })),
  notice(accountUnfrozen, ({ accountId }) => ({ account: accountId }), () => ({
    en: { subject: 'Your account is open again', text: 'You can sign in and use your account again.' },
    zh: { subject: '您的账户已解冻', text: '您可以重新登录并使用账户。' },
  })),
  notice(passwordChanged, ({ accountId }) => ({ account: accountId }), () => ({
    en: {
      subject: 'Your password has been changed',
      text: 'Your password has been changed. Was it not you? Reset it, and write to our support at once.',
    },
    zh: { subject: '您的密码已修改', text: '您的密码已修改。如非本人操作，请立即重置密码并联系客服。' },
  })),
  notice(passwordReset, ({ accountId }) => ({ account: accountId }), () => ({
    en: {
      subject: 'Your password has been reset',
      text: 'A new password has been set and all sessions have ended. Was it not you? Write to our support at once.',
    },
    zh: { subject: '您的密码已重置', text: '新密码已设置，所有会话均已结束。如非本人操作，请立即联系客服。' },
  })),

  notice(supplementAsked, shop, ({ findings }) => {
    const reasons = findings.map(({ item, comment }) => `- ${item}: ${comment}`).join('\n');
    return {
      en: {
        subject: 'Your application needs supplements',
        text: `Please supply these items again and submit your application:\n\n${reasons}`,
      },
      zh: { subject: '您的入驻申请需要补充材料', text: `请重新提供以下各项并再次提交申请：\n\n${reasons}` },
    };
  }),
  notice(merchantApproved, shop, ({ name }) => ({
    en: { subject: 'Your shop is open', text: `${en(name)} has been approved. You can list your products now.` },
    zh: { subject: '您的店铺已通过审核', text: `${zh(name)} 已通过审核，现在可以发布商品。` },
  })),
  notice(merchantRejected, shop, ({ reason }) => ({
    en: { subject: 'Your application was turned down', text: `Your application was turned down: ${reason}` },
    zh: { subject: '您的入驻申请未通过', text: `您的入驻申请未通过：${reason}` },
  })),
  notice(merchantSuspended, shop, ({ reason }) => ({
    en: { subject: 'Your shop is suspended', text: `Your shop sells nothing for the time being: ${reason}` },
    zh: { subject: '您的店铺已被暂停', text: `您的店铺暂停营业：${reason}` },
  })),
  notice(merchantReinstated, shop, () => ({
    en: { subject: 'Your shop is open again', text: 'Your shop may sell again.' },
    zh: { subject: '您的店铺已恢复营业', text: '您的店铺已恢复营业。' },
  })),
  notice(applicationOverdue, reviewers, ({ merchantId, submittedAt }) => ({
    en: {
      subject: 'An application waits for its review',
      text: `The application of ${merchantId} has waited since ${submittedAt}.`,
    },
    zh: { subject: '有入驻申请等待审核', text: `${merchantId} 的入驻申请自 ${submittedAt} 起等待审核。` },
  })),
  notice(payoutAccountSet, () => ({ staff: 'finance' }), ({ merchantId }) => ({
    en: { subject: 'A payout account waits for verification', text: `${merchantId} has set a payout account.` },
    zh: { subject: '有收款账户等待核实', text: `${merchantId} 设置了收款账户。` },
  })),
  notice(payoutAccountVerified, shop, () => ({
    en: {
      subject: 'Your payout account is verified',
      text: 'Your earnings will be paid to the account that you have set.',
    },
    zh: { subject: '您的收款账户已核实', text: '您的收入将支付到您设置的账户。' },
  })),

  notice(listingApproved, shop, ({ title }) => ({
    en: { subject: 'Your listing is on sale', text: `${en(title)} is on sale now.` },
    zh: { subject: '您的商品已上架', text: `${zh(title)} 已上架。` },
  })),
  notice(listingRejected, shop, ({ title, reasons, comment }) => ({
    en: {
      subject: 'Your listing was sent back',
      text: `${en(title)} was sent back (${reasons.join(', ')}): ${comment}`,
    },
    zh: { subject: '您的商品未通过审核', text: `${zh(title)} 未通过审核（${reasons.join('、')}）：${comment}` },
  })),
  notice(listingReviewOverdue, reviewers, ({ listingId, title, submittedAt }) => ({
    en: {
      subject: 'A listing waits for its review',
      text: `${en(title)} (${listingId}) has waited since ${submittedAt}.`,
    },
    zh: { subject: '有商品等待审核', text: `${zh(title)}（${listingId}）自 ${submittedAt} 起等待审核。` },
  })),

  notice(reviewsCounted, ({ waiting }) => (waiting > 0 ? reviewers() : undefined), ({ waiting, oldest }) => ({
    en: {
      subject: 'What waits for your review today',
      text: `Listings that wait: ${waiting}.${oldest ? ` The oldest since ${oldest}.` : ''}`,
    },
    zh: {
      subject: '今日待审核商品',
      text: `待审核商品：${waiting} 件。${oldest ? `最早提交于 ${oldest}。` : ''}`,
    },
  })),
  notice(importFinished, shop, ({ rows, created, present, faults }) => ({
    en: {
      subject: 'Your products have been imported',
      text:
        `Rows: ${rows}. New drafts: ${created}. Already there: ${present}. Faults: ${faults}; the report tells each.`,
    },
    zh: {
      subject: '商品导入已完成',
      text: `共 ${rows} 行，新建草稿 ${created} 个，已存在 ${present} 个，错误 ${faults} 处，详见导入报告。`,
    },
  })),

  notice(orderPaid, shop, ({ orderId, amount }) => ({
    en: {
      subject: 'A new order is paid',
      text: `Order ${orderId} of ${written(amount)} is paid. Review and accept it.`,
    },
    zh: { subject: '您有新的已付款订单', text: `订单 ${orderId}（${written(amount)}）已付款，请审核并接单。` },
  })),
  notice(orderAccepted, buyer, ({ orderId }) => ({
    en: { subject: 'Your order is confirmed', text: `The shop has confirmed order ${orderId} and will ship it.` },
    zh: { subject: '您的订单已确认', text: `商家已确认订单 ${orderId}，即将发货。` },
  })),
  notice(orderShipped, buyer, ({ orderId }) => ({
    en: {
      subject: 'Your order is on its way',
      text: `Order ${orderId} has been shipped. You can track it in your orders.`,
    },
    zh: { subject: '您的订单已发货', text: `订单 ${orderId} 已发货，可在订单中查看物流。` },
  })),
  notice(orderCancelled, buyer, ({ orderId, paid }) => ({
    en: {
      subject: 'Your order is cancelled',
      text: `Order ${orderId} is cancelled.${paid ? ' Your money is on its way back.' : ''}`,
    },
    zh: { subject: '您的订单已取消', text: `订单 ${orderId} 已取消。${paid ? '款项正在退回。' : ''}` },
  })),
  notice(
    orderCancelled,
    // A shop never heard of what was not paid, and knows what it refused itself.
    (order) => (order.paid && order.reason !== 'refused' ? shop(order) : undefined),
    ({ orderId, reason, note }) => ({
      en: {
        subject: 'An order is cancelled',
        text: reason === 'returned'
          ? `The carrier has brought order ${orderId} back to you, and its buyer is refunded. Count its units into your stock once you have them.`
          : `Order ${orderId} is cancelled, and its buyer is refunded. Do not ship it.${
            note ? ` Reason: ${note}` : ''
          }`,
      },
      zh: {
        subject: '有订单已取消',
        text: reason === 'returned'
          ? `订单 ${orderId} 的包裹已退回，款项退还买家。收到货后请自行调整库存。`
          : `订单 ${orderId} 已取消，款项退还买家，请勿发货。${note ? `原因：${note}` : ''}`,
      },
    }),
  ),
  notice(orderProcessingOverdue, shop, ({ orderId, since }) => ({
    en: { subject: 'An order waits for your acceptance', text: `Order ${orderId} has waited since ${since}.` },
    zh: { subject: '有订单等待您接单', text: `订单 ${orderId} 自 ${since} 起等待接单。` },
  })),
  notice(orderShipmentOverdue, shop, ({ orderId, since }) => ({
    en: { subject: 'An order waits for its dispatch', text: `Order ${orderId} has waited since ${since}.` },
    zh: { subject: '有订单等待发货', text: `订单 ${orderId} 自 ${since} 起等待发货。` },
  })),
  notice(orderDeliveryOverdue, () => ({ staff: 'support' }), ({ orderId, since }) => ({
    en: { subject: 'A parcel is overdue', text: `Order ${orderId} was shipped at ${since} and has not arrived.` },
    zh: { subject: '有包裹逾期未达', text: `订单 ${orderId} 于 ${since} 发货，尚未送达。` },
  })),
  notice(freightQuoteRequested, shop, ({ quoteId, skuId, quantity }) => ({
    en: {
      subject: 'A buyer asks what delivery costs',
      text: `Answer the freight quote ${quoteId}: ${quantity} of ${skuId}.`,
    },
    zh: { subject: '有买家询问运费', text: `请答复运费询价 ${quoteId}：${skuId} × ${quantity}。` },
  })),
  notice(freightQuoteAnswered, buyer, ({ amount, expiresAt }) => ({
    en: {
      subject: 'Your delivery has a price',
      text: `The shop delivers for ${written(amount)}, if you order before ${expiresAt}.`,
    },
    zh: { subject: '商家已答复运费', text: `运费为 ${written(amount)}，请在 ${expiresAt} 前下单。` },
  })),
  notice(freightQuoteDeclined, buyer, ({ quoteId, skuId, quantity }) => ({
    en: {
      subject: 'The shop does not deliver this',
      text: `The shop has declined the freight quote ${quoteId}: ${quantity} of ${skuId}.`,
    },
    zh: { subject: '商家无法配送', text: `商家已谢绝运费询价 ${quoteId}：${skuId} × ${quantity}。` },
  })),
  notice(freightQuoteLapsed, buyer, ({ quoteId, skuId, quantity }) => ({
    en: {
      subject: 'The shop has not answered what delivery costs',
      text: `Nobody has answered the freight quote ${quoteId}: ${quantity} of ${skuId}. You can ask again.`,
    },
    zh: {
      subject: '商家未答复运费',
      text: `运费询价 ${quoteId}（${skuId} × ${quantity}）未获答复，您可以再次询价。`,
    },
  })),

  notice(payoutFailed, shop, ({ amount }) => ({
    en: {
      subject: 'Your payout could not be made',
      text: `Your payout of ${
        written(amount)
      } was refused by the bank. Check your payout account; the money is still yours.`,
    },
    zh: { subject: '您的提现未能完成', text: `${written(amount)} 的付款被银行拒绝，请检查收款账户。款项仍归您所有。` },
  })),
  notice(paymentExceptionRaised, () => ({ staff: 'finance' }), ({ exceptionId, kind }) => ({
    en: { subject: 'A payment needs a decision', text: `${exceptionId}: ${kind}.` },
    zh: { subject: '有付款异常等待处理', text: `${exceptionId}：${kind}。` },
  })),
];

/** What is to be said about an event, and to whom. */
export const noticesOf = (event: Envelope): Composed[] =>
  notices.filter(({ on }) => on.eventName === event.type).flatMap(({ compose }) => compose(event) ?? []);
