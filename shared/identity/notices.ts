import { notice, theAccount } from '../kernel/policy/notice.ts';
import { accountFrozen, accountUnfrozen, passwordChanged, passwordReset, sessionsEnded } from './events.ts';

const security = { to: theAccount, category: 'security', channels: ['mail', 'text', 'push'] } as const;

export const identityNotices = [
  notice('account-frozen', {
    on: accountFrozen,
    ...security,
    words: () => ({
      en: {
        subject: 'Your account is frozen',
        text: 'Your account has been frozen. Write to our support if you think that this is a mistake.',
      },
      zh: { subject: '您的账户已被冻结', text: '您的账户已被冻结。如有疑问，请联系客服。' },
    }),
  }),
  notice('account-unfrozen', {
    on: accountUnfrozen,
    ...security,
    words: () => ({
      en: { subject: 'Your account is open again', text: 'You can sign in and use your account again.' },
      zh: { subject: '您的账户已解冻', text: '您可以重新登录并使用账户。' },
    }),
  }),
  notice('sessions-ended', {
    on: sessionsEnded,
    ...security,
    words: () => ({
      en: {
        subject: 'You are signed out everywhere',
        text: 'All devices on which you were signed in have been signed out. Sign in again to go on.',
      },
      zh: { subject: '您已在所有设备上退出登录', text: '您登录过的所有设备均已退出。请重新登录以继续使用。' },
    }),
  }),
  notice('password-changed', {
    on: passwordChanged,
    ...security,
    words: () => ({
      en: {
        subject: 'Your password has been changed',
        text: 'Your password has been changed. Was it not you? Reset it, and write to our support at once.',
      },
      zh: { subject: '您的密码已修改', text: '您的密码已修改。如非本人操作，请立即重置密码并联系客服。' },
    }),
  }),
  notice('password-reset', {
    on: passwordReset,
    ...security,
    words: () => ({
      en: {
        subject: 'Your password has been reset',
        text: 'A new password has been set and all sessions have ended. Was it not you? Write to our support at once.',
      },
      zh: { subject: '您的密码已重置', text: '新密码已设置，所有会话均已结束。如非本人操作，请立即联系客服。' },
    }),
  }),
];
