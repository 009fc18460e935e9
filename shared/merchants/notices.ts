import { hours } from '../kernel/values/clock.ts';
import { notice, staff, theShop } from '../kernel/policy/notice.ts';
import { inLocale } from '../kernel/values/text.ts';
import {
  commissionAgreed,
  merchantApproved,
  merchantReinstated,
  merchantRejected,
  merchantSuspended,
  payoutAccountSet,
  payoutAccountVerified,
  supplementAsked,
} from './events.ts';

const ofShop = { to: theShop, category: 'shop', channels: ['mail', 'push'] } as const;

export const merchantNotices = [
  notice('supplement-asked', {
    on: supplementAsked,
    ...ofShop,
    link: () => '/merchants/application',
    words: ({ findings }) => {
      const reasons = findings.map(({ item, comment }) => `- ${item}: ${comment}`).join('\n');
      return {
        en: {
          subject: 'Your application needs supplements',
          text: `Please supply these items again and submit your application:\n\n${reasons}`,
        },
        zh: { subject: '您的入驻申请需要补充材料', text: `请重新提供以下各项并再次提交申请：\n\n${reasons}` },
      };
    },
  }),
  notice('merchant-approved', {
    on: merchantApproved,
    ...ofShop,
    words: ({ name }) => ({
      en: {
        subject: 'Your shop is open',
        text: `${inLocale(name, 'en')} has been approved. You can list your products now.`,
      },
      zh: { subject: '您的店铺已通过审核', text: `${inLocale(name, 'zh')} 已通过审核，现在可以发布商品。` },
    }),
  }),
  notice('merchant-rejected', {
    on: merchantRejected,
    ...ofShop,
    link: () => '/merchants/application',
    words: ({ reason }) => ({
      en: { subject: 'Your application was turned down', text: `Your application was turned down: ${reason}` },
      zh: { subject: '您的入驻申请未通过', text: `您的入驻申请未通过：${reason}` },
    }),
  }),
  notice('commission-agreed', {
    on: commissionAgreed,
    to: theShop,
    category: 'money',
    channels: ['mail', 'push'],
    link: () => '/merchants/shop',
    words: ({ basisPoints, categoryId, from }) => {
      const percent = `${(basisPoints ?? 0) / 100} %`;
      const [goods, ware] = categoryId
        ? ['for some of your goods', '部分商品']
        : ['for your goods', '店铺商品'];
      return {
        en: {
          subject: 'Your commission changes',
          text: basisPoints === null
            ? `From ${from} on no rate is agreed with you ${goods}: that of their category counts. Orders placed before keep theirs.`
            : `From ${from} on the commission ${goods} is ${percent}, as agreed. Orders placed before keep theirs.`,
        },
        zh: {
          subject: '您的佣金比例将变更',
          text: basisPoints === null
            ? `自 ${from} 起，${ware}不再适用协议佣金，按所属类目的佣金比例计算。此前的订单不受影响。`
            : `自 ${from} 起，${ware}的佣金比例按协议为 ${percent}。此前的订单不受影响。`,
        },
      };
    },
  }),
  notice('merchant-suspended', {
    on: merchantSuspended,
    to: theShop,
    category: 'security',
    channels: ['mail', 'text', 'push'],
    words: ({ reason }) => ({
      en: { subject: 'Your shop is suspended', text: `Your shop sells nothing for the time being: ${reason}` },
      zh: { subject: '您的店铺已被暂停', text: `您的店铺暂停营业：${reason}` },
    }),
  }),
  notice('merchant-reinstated', {
    on: merchantReinstated,
    to: theShop,
    category: 'security',
    channels: ['mail', 'text', 'push'],
    words: () => ({
      en: { subject: 'Your shop is open again', text: 'Your shop may sell again.' },
      zh: { subject: '您的店铺已恢复营业', text: '您的店铺已恢复营业。' },
    }),
  }),
  notice('payout-account-set', {
    on: payoutAccountSet,
    to: staff('finance'),
    category: 'work',
    channels: ['mail'],
    atMostEvery: hours(4),
    link: () => '/desks/waiting?desk=payout-accounts',
    words: ({ merchantId }) => ({
      en: { subject: 'A payout account waits for verification', text: `${merchantId} has set a payout account.` },
      zh: { subject: '有收款账户等待核实', text: `${merchantId} 设置了收款账户。` },
    }),
  }),
  notice('payout-account-verified', {
    on: payoutAccountVerified,
    to: theShop,
    category: 'money',
    channels: ['mail', 'push'],
    words: () => ({
      en: {
        subject: 'Your payout account is verified',
        text: 'Your earnings will be paid to the account that you have set.',
      },
      zh: { subject: '您的收款账户已核实', text: '您的收入将支付到您设置的账户。' },
    }),
  }),
];
