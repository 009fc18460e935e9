// Made by `npm run generate` from shared/<context>/rulebooks.ts.
import { announcementPace } from '../announcements/rulebooks.ts';
import { livePrices } from '../catalogue/rulebooks.ts';
import { deskClockBooks } from '../desks/rulebooks.ts';
import { correctionTimes } from '../ledger/rulebooks.ts';
import { freightQuoteTimes, shipmentTimes } from '../logistics/rulebooks.ts';
import { applicationTimes } from '../merchants/rulebooks.ts';
import { orderTimes } from '../ordering/rulebooks.ts';
import { collectionAccount, paymentAttempts } from '../payments/rulebooks.ts';
import { earningRelease } from '../settlement/rulebooks.ts';

export const rulebooks = [
  announcementPace,
  livePrices,
  ...deskClockBooks,
  correctionTimes,
  freightQuoteTimes,
  shipmentTimes,
  applicationTimes,
  orderTimes,
  collectionAccount,
  paymentAttempts,
  earningRelease,
] as const;
