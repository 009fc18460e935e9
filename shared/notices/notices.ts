import { catalogueNotices } from '../catalogue/notices.ts';
import { deskNotices } from '../desks/notices.ts';
import { identityNotices } from '../identity/notices.ts';
import type { EventDeclaration } from '../kernel/events.ts';
import type { Notice } from '../kernel/notice.ts';
import { ledgerNotices } from '../ledger/notices.ts';
import { logisticsNotices } from '../logistics/notices.ts';
import { merchantNotices } from '../merchants/notices.ts';
import { orderingNotices } from '../ordering/notices.ts';
import { paymentNotices } from '../payments/notices.ts';
import { settlementNotices } from '../settlement/notices.ts';

/** Every notice, as the contexts declare them. A test names what is declared and not here. */
export const notices: readonly Notice[] = [
  ...identityNotices,
  ...merchantNotices,
  ...catalogueNotices,
  ...orderingNotices,
  ...logisticsNotices,
  ...paymentNotices,
  ...deskNotices,
  ...settlementNotices,
  ...ledgerNotices,
];

/** The notices of one event: several can tell of it, each to somebody else. */
export const noticesOf = ({ eventName }: Pick<EventDeclaration, 'eventName'>): Notice[] =>
  notices.filter(({ on }) => on.eventName === eventName);
