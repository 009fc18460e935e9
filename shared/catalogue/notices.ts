import { notice, theAccount, theShop } from '../kernel/policy/notice.ts';
import { inLocale } from '../kernel/values/text.ts';
import {
  adAnswerDecided,
  adAnswered,
  adApproved,
  adExpired,
  adRejected,
  adRemoved,
  importFinished,
  listingApproved,
  listingCameOff,
  listingRejected,
  listingsGrewOld,
} from './events.ts';

const ofShop = { to: theShop, category: 'shop', channels: ['mail', 'push'] } as const;

const ofPerson = {
  to: theAccount,
  category: 'news',
  channels: ['mail', 'push'],
  link: () => '/account/ads',
} as const;

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
  notice('ad-approved', {
    on: adApproved,
    ...ofPerson,
    words: () => ({
      en: { subject: 'Your ad is shown', text: 'We tell you when somebody answers it.' },
      zh: { subject: '您的信息已发布', text: '有人回应时我们会通知您。' },
    }),
  }),
  notice('ad-rejected', {
    on: adRejected,
    ...ofPerson,
    words: ({ comment }) => ({
      en: { subject: 'Your ad is not shown', text: `The reviewer says: ${comment}` },
      zh: { subject: '您的信息未通过审核', text: `审核意见：${comment}` },
    }),
  }),
  notice('ad-removed', {
    on: adRemoved,
    ...ofPerson,
    words: ({ comment }) => ({
      en: { subject: 'Your ad was taken away', text: `The reviewer says: ${comment}` },
      zh: { subject: '您的信息已被下架', text: `审核意见：${comment}` },
    }),
  }),
  notice('ad-expired', {
    on: adExpired,
    ...ofPerson,
    channels: ['push'],
    words: () => ({
      en: { subject: 'Your ad has ended', text: 'Its days are over. You can place it anew.' },
      zh: { subject: '您的信息已到期', text: '展示期已结束，可重新发布。' },
    }),
  }),
  notice('ad-answered', {
    on: adAnswered,
    ...ofPerson,
    words: () => ({
      en: { subject: 'Somebody has answered your ad', text: 'Read it, and agree to be in touch or not.' },
      zh: { subject: '有人回应了您的信息', text: '请查看并决定是否与对方交换联系方式。' },
    }),
  }),
  notice('ad-answer-decided', {
    on: adAnswerDecided,
    ...ofPerson,
    words: ({ agreed }) => ({
      en: agreed
        ? { subject: 'You can be in touch now', text: 'The owner of the ad has agreed: you see how he is reached.' }
        : { subject: 'Your answer was declined', text: 'The owner of the ad would rather not be in touch.' },
      zh: agreed
        ? { subject: '对方已同意联系', text: '现在可以查看对方的联系方式。' }
        : { subject: '对方未同意联系', text: '信息发布者暂不希望交换联系方式。' },
    }),
  }),
];
