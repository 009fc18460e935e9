import { notice, theShop } from '../kernel/policy/notice.ts';
import { inLocale } from '../kernel/values/text.ts';
import { importFinished, listingApproved, listingCameOff, listingRejected, listingsGrewOld } from './events.ts';

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
    link: ({ listingId }) => `/catalogue/listing/${listingId}`,
    words: ({ title }) => ({
      en: {
        subject: 'Your listing was approved',
        text: `${inLocale(title, 'en')} was approved: it is on sale, now or when you have planned.`,
      },
      zh: { subject: '您的商品已通过审核', text: `${inLocale(title, 'zh')} 已通过审核，已上架或将按计划上架。` },
    }),
  }),
  notice('listing-rejected', {
    on: listingRejected,
    ...ofShop,
    link: ({ listingId }) => `/catalogue/listing/${listingId}`,
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
    link: ({ listingId }) => `/catalogue/listing/${listingId}`,
    words: ({ title, why }) => ({
      en: {
        subject: 'A listing came off the shelf',
        text: `${inLocale(title, 'en')} came off the shelf by itself: ${whyItCameOff[why].en}.`,
      },
      zh: { subject: '商品已自动下架', text: `${inLocale(title, 'zh')} 已自动下架：${whyItCameOff[why].zh}。` },
    }),
  }),
  notice('listings-grew-old', {
    on: listingsGrewOld,
    ...ofShop,
    words: ({ count, more, oldest, touchedAt }) => ({
      en: {
        subject: 'Listings that you have not touched for long',
        text: `${count}${more ? ' or more' : ''} of your listings on sale have not been touched for long; ${
          inLocale(oldest, 'en')
        } not since ${touchedAt.slice(0, 10)}. Look whether price, text and pictures still hold.`,
      },
      zh: {
        subject: '有在售商品久未更新',
        text: `您有 ${count}${more ? ' 件以上' : ' 件'}在售商品久未更新，其中 ${inLocale(oldest, 'zh')} 自 ${
          touchedAt.slice(0, 10)
        } 起未修改。请检查价格、文字和图片是否仍然准确。`,
      },
    }),
  }),
  notice('import-finished', {
    on: importFinished,
    ...ofShop,
    words: ({ rows, created, changed, present, faults }) => ({
      en: {
        subject: 'Your products have been imported',
        text:
          `Rows: ${rows}. New drafts: ${created}. Changed: ${changed}. As they were: ${present}. Faults: ${faults}; the report tells each.`,
      },
      zh: {
        subject: '商品导入已完成',
        text:
          `共 ${rows} 行，新建草稿 ${created} 个，修改 ${changed} 个，未变 ${present} 个，错误 ${faults} 处，详见导入报告。`,
      },
    }),
  }),
];
