import { notice, theBuyer, theShop } from '../kernel/policy/notice.ts';
import { invoiceExpected, invoiceFiled, invoiceOverdue, invoiceRefused, invoiceRequestClosed } from './events.ts';

const ofBuyer = {
  to: theBuyer,
  category: 'order',
  channels: ['mail', 'push'],
  link: ({ orderId }: { orderId: string }): string => `/orders/${orderId}/invoice`,
} as const;
const ofShop = {
  category: 'shop',
  channels: ['mail', 'push'],
  link: ({ requestId }: { requestId: string }): string => `/invoices/invoice-request/${requestId}`,
} as const;

/** Why there will be no invoice. */
const whys = {
  'order-cancelled': { en: 'the order was cancelled', zh: '订单已取消' },
  'nothing-left': { en: 'all that was paid has gone back', zh: '所付款项已全部退回' },
  'not-corrected': { en: 'it was not corrected in time', zh: '未在期限内更正' },
} as const;

export const invoiceNotices = [
  notice('invoice-expected', {
    on: invoiceExpected,
    ...ofShop,
    // Where the platform issues it by itself, nobody has to do anything.
    to: (one) => (one.byShop ? theShop(one) : undefined),
    words: ({ orderId }) => ({
      en: {
        subject: 'A buyer waits for an invoice',
        text: `Issue the invoice for order ${orderId} in time, or refuse it with a reason.`,
      },
      zh: { subject: '有买家等待开票', text: `请按时为订单 ${orderId} 开具发票，或说明原因后退回。` },
    }),
  }),
  notice('invoice-overdue', {
    on: invoiceOverdue,
    ...ofShop,
    to: theShop,
    words: ({ orderId }) => ({
      en: {
        subject: 'The platform looks at an invoice',
        text: `The invoice for order ${orderId} was not issued in time: a person of the platform sees to it.`,
      },
      zh: { subject: '平台已介入开票', text: `订单 ${orderId} 的发票逾期未开，由平台人员处理。` },
    }),
  }),
  notice('invoice-refused', {
    on: invoiceRefused,
    ...ofBuyer,
    words: ({ orderId, reason }) => ({
      en: {
        subject: 'Please correct what your invoice is to say',
        text: `The invoice for order ${orderId} cannot be issued: ${reason}`,
      },
      zh: { subject: '请更正开票信息', text: `订单 ${orderId} 的发票无法开具：${reason}` },
    }),
  }),
  notice('invoice-request-closed', {
    on: invoiceRequestClosed,
    ...ofBuyer,
    words: ({ orderId, why }) => ({
      en: {
        subject: 'There will be no invoice',
        text: `There will be no invoice for order ${orderId}: ${whys[why].en}.`,
      },
      zh: { subject: '发票不再开具', text: `订单 ${orderId} 不再开具发票：${whys[why].zh}。` },
    }),
  }),
  notice('invoice-filed', {
    on: invoiceFiled,
    category: 'order',
    channels: ['mail', 'push'],
    // A shop knows of its own; it is told of what the platform has made out to it.
    to: ({ buyerId, issuer, merchantId }) =>
      buyerId ? { account: buyerId } : issuer === 'platform' ? { shop: merchantId } : undefined,
    link: ({ buyerId, invoiceId }) => (buyerId ? '/account/invoices' : `/invoices/invoice/${invoiceId}`),
    words: ({ what, number }) => ({
      en: {
        subject: what === 'invoice' ? 'Your invoice is there' : 'Your credit note is there',
        text: `Number ${number} can be downloaded.`,
      },
      zh: { subject: what === 'invoice' ? '您的发票已开具' : '您的红字发票已开具', text: `号码 ${number}，可以下载。` },
    }),
  }),
];
