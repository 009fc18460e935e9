import { stateAndFacts, type Register } from '../kernel/register.ts';

export const register: Register = {
  ids: {
    message: 'msg',
    pushSubscription: 'psb',
  },
  settings: {
    MAIL_FROM: 'plain',
    SHOP_SITE: 'plain',
    MERCHANT_SITE: 'plain',
    OPERATOR_SITE: 'plain',
    PUSH_SERVICES: 'plain',
    VAPID_PUBLIC_KEY: 'plain',
    VAPID_PRIVATE_KEY: 'secret',
  },
  items: {
    'MESSAGES#*': [
      '`<message>`',
      "An account's inbox, and what became of each message on its ways; expires after 90 days",
    ],
    'ANNOUNCED#*': [
      '`FIGURES#<shard>`, `RECALLED`',
      'What has become of the messages of an announcement, and that they were taken back',
    ],
    'NOTICE-PREFERENCES#*': [stateAndFacts, 'What an account has chosen to hear of where, and its devices'],
    'SUPPRESSED#*': ['`ADDRESS`', 'An address to which nothing is sent any more'],
  },
  lists: {
    'UNREAD#*': ['message', 'What an account has not read'],
  },
};
