import { notice, theShop } from '../kernel/policy/notice.ts';
import { inLocale } from '../kernel/values/text.ts';
import { importFinished, listingApproved, listingRejected } from './events.ts';

const ofShop = { to: theShop, category: 'shop', channels: ['mail', 'push'] } as const;

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
