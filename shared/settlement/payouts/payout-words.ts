import type { Locale } from '../../kernel/values/text.ts';
import type { HoldReason, PayoutHold } from '../../merchants/public.ts';
import type { Payout } from './payout.ts';

type Words = Readonly<Record<Locale, string>>;

const holds: Readonly<Record<HoldReason, Words>> = {
  'suspended': {
    en: 'Your shop is suspended. Nothing is paid out until it is reinstated; the money stays yours.',
    zh: '您的店铺已被暂停营业，恢复之前不会付款；款项仍归您所有。',
  },
  'under-review': {
    en: 'Somebody of the platform is looking into the payouts of your shop. They go on by themselves afterwards.',
    zh: '平台正在核查贵店的付款，核查结束后将自动继续。',
  },
  'account-missing': {
    en: 'There is no account to pay to. Name one, and it is paid once we have verified it.',
    zh: '尚未设置收款账户。请设置，经核实后即付款。',
  },
  'account-unverified': {
    en: 'We have not verified your payout account yet. It is paid by itself once we have.',
    zh: '您的收款账户尚未核实，核实后将自动付款。',
  },
  'account-changed': {
    en: 'Your payout account was changed lately. For your safety nothing is paid for some days after that.',
    zh: '您最近更换了收款账户。为了资金安全，更换后的数日内暂不付款。',
  },
};

/** What the codes of failures mean to a shop; any other says that it could not be paid. */
const failures: Readonly<Record<string, Words>> = {
  'account-changed': {
    en: 'You named another account before it was sent, so that it was not sent to the old one.',
    zh: '付款发出之前您更换了收款账户，因此未付至原账户。',
  },
  'given-up': { en: 'The bank has never made this payment.', zh: '银行始终未处理此笔付款。' },
  'account-refused': { en: 'The bank does not accept payments to this account.', zh: '银行拒绝向该账户付款。' },
};
const failed: Words = { en: 'The bank could not make this payment.', zh: '银行未能完成此笔付款。' };
const stillYours: Words = {
  en: 'The money is still yours: check your payout account, and we pay it again.',
  zh: '款项仍归您所有：请检查收款账户，我们将重新付款。',
};

const standings: Readonly<Partial<Record<Payout['state'], Words>>> = {
  requested: { en: 'It is about to be sent to the bank.', zh: '即将提交银行付款。' },
  sent: { en: 'It is on its way: the bank has not confirmed it yet.', zh: '付款途中，银行尚未确认。' },
  returned: { en: 'The bank has sent it back after it was paid.', zh: '付款后被银行退回。' },
  replaced: {
    en: 'It could not be paid, and was paid again by another payout.',
    zh: '此笔未能付款，已由另一笔付款代替。',
  },
};

/** Why a payout waits, or was not paid, for the people of its shop; nothing of one that was paid. */
export const whyOf = (
  { state, hold, failureCode = '' }: Pick<Payout, 'state'> & { hold: PayoutHold; failureCode?: string | undefined },
  locale: Locale,
): string | undefined => {
  const said = (...words: readonly Words[]): string => words.map((one) => one[locale]).join(locale === 'zh' ? '' : ' ');
  if (hold.length > 0) return said(...hold.map(({ reason }) => holds[reason]));
  const reason = Object.hasOwn(failures, failureCode) ? failures[failureCode]! : failed;
  if (state === 'failed') return said(reason, stillYours);
  const standing = standings[state];
  return standing && (state === 'returned' ? said(standing, stillYours) : said(standing));
};
