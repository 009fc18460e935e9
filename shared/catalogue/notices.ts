import { notice, theShop } from '../kernel/policy/notice.ts';
import { inLocale } from '../kernel/values/text.ts';
import { importFinished, listingApproved, listingCameOff, listingRejected } from './events.ts';

const ofShop = { to: theShop, category: 'shop', channels: ['mail', 'push'] } as const;

const whyItCameOff = {
  planned: { en: 'its time is over', zh: '已到下架时间' },
  'sold-out': { en: 'nothing is left of it', zh: '库存为零' },
  'permit-expired': { en: 'its permit has expired', zh: '许可证已到期' },
} as const;

export const catalogueNotices = [
  notice('listing-approved', {
    on: listingApproved,
    ...ofShop,
    link: ({ listingId }) => `/listings/${listingId}`,
    words: ({ title }) => ({
      en: { subject: 'Your listing is on sale', text: `${inLocale(title, 'en')} is on sale now.` },
      zh: { subject: '您的商品已上架', text: `${inLocale(title, 'zh')} 已上架。` },
    }),
  }),
  notice('listing-rejected', {
    on: listingRejected,
    ...ofShop,
    link: ({ listingId }) => `/listings/${listingId}`,
    words: ({ title, reasons, comment }) => ({
      en: {
        subject: 'Your listing was sent back',
        text: `${inLocale(title, 'en')} was sent back (${reasons.join(', ')}): ${comment}`,
      },
      zh: {
        subject: '您的商品未通过审核',
        text: `${inLocale(title, 'zh')} 未通过审核（${reasons.join('、')}）：${comment}`,
      },
    }),
  }),
  notice('listing-came-off', {
    on: listingCameOff,
    ...ofShop,
    link: ({ listingId }) => `/listings/${listingId}`,
    words: ({ title, why }) => ({
      en: {
        subject: 'A listing came off the shelf',
        text: `${inLocale(title, 'en')} came off the shelf by itself: ${whyItCameOff[why].en}.`,
      },
      zh: { subject: '商品已自动下架', text: `${inLocale(title, 'zh')} 已自动下架：${whyItCameOff[why].zh}。` },
    }),
  }),
  notice('import-finished', {
    on: importFinished,
    ...ofShop,
    words: ({ rows, created, present, faults }) => ({
      en: {
        subject: 'Your products have been imported',
        text:
          `Rows: ${rows}. New drafts: ${created}. Already there: ${present}. Faults: ${faults}; the report tells each.`,
      },
      zh: {
        subject: '商品导入已完成',
        text: `共 ${rows} 行，新建草稿 ${created} 个，已存在 ${present} 个，错误 ${faults} 处，详见导入报告。`,
      },
    }),
  }),
];
