// Made by `npm run generate` from shared/<context>/rulebooks.ts.
import { returnPolicy } from '../after-sales/rulebooks.ts';
import { announcementPace } from '../announcements/rulebooks.ts';
import { adRules, listingRefresh, listingRules, livePrices, productMix, storefrontHome } from '../catalogue/rulebooks.ts';
import { deskClockBooks } from '../desks/rulebooks.ts';
import { allocationWeights, binPlacement, replenishmentRules, siteWeights, stockTakeTimes, stockTakeTolerance } from '../inventory/rulebooks.ts';
import { invoiceTerms, platformInvoices } from '../invoices/rulebooks.ts';
import { requestLimits } from '../kernel/rulebooks.ts';
import { correctionTimes } from '../ledger/rulebooks.ts';
import { carrierSelection, freightQuoteTimes, openFreightQuotes, parcelTroubles, shipmentTimes } from '../logistics/rulebooks.ts';
import { applicationTimes, payoutAccounts } from '../merchants/rulebooks.ts';
import { orderTimes } from '../ordering/rulebooks.ts';
import { collectionAccount, declinedAttempts, paymentAttempts, unpaidCheckouts } from '../payments/rulebooks.ts';
import { searchRanking, searchWords } from '../search/rulebooks.ts';
import { earningRelease, payoutSchedule } from '../settlement/rulebooks.ts';

export const rulebooks = [
  returnPolicy,
  announcementPace,
  adRules,
  listingRefresh,
  listingRules,
  livePrices,
  productMix,
  storefrontHome,
  ...deskClockBooks,
  allocationWeights,
  binPlacement,
  replenishmentRules,
  siteWeights,
  stockTakeTimes,
  stockTakeTolerance,
  invoiceTerms,
  platformInvoices,
  requestLimits,
  correctionTimes,
  carrierSelection,
  freightQuoteTimes,
  openFreightQuotes,
  parcelTroubles,
  shipmentTimes,
  applicationTimes,
  payoutAccounts,
  orderTimes,
  collectionAccount,
  declinedAttempts,
  paymentAttempts,
  unpaidCheckouts,
  searchRanking,
  searchWords,
  earningRelease,
  payoutSchedule,
] as const;
