// Made by `npm run generate` from shared/<context>/desk.ts.
import { escalatedReturnDesk } from '../after-sales/desk.ts';
import { adReviewDesk, listingReviewDesk } from '../catalogue/desk.ts';
import { feedbackDesk } from '../feedback/desk.ts';
import { stockFaultDesk, stockTakeDesk, wmsMessageDesk } from '../inventory/desk.ts';
import { overdueInvoiceDesk } from '../invoices/desk.ts';
import { correctionDesk } from '../ledger/desk.ts';
import { carrierNoticeDesk, carrierReviewDesk, troubledShipmentDesk } from '../logistics/desk.ts';
import { applicationDesk, heldPayoutDesk, payoutAccountDesk, suspendedShopDesk } from '../merchants/desk.ts';
import { overdueOrderDesk } from '../ordering/desk.ts';
import { lateRefundDesk, paymentExceptionDesk, paymentNoticeDesk } from '../payments/desk.ts';
import { rulebookProposalDesk } from '../rulebooks/desk.ts';
import { discrepancyDesk, latePayoutDesk, unpaidPayoutDesk, writeOffDesk } from '../settlement/desk.ts';

export const desks = [
  escalatedReturnDesk,
  adReviewDesk,
  listingReviewDesk,
  feedbackDesk,
  stockFaultDesk,
  stockTakeDesk,
  wmsMessageDesk,
  overdueInvoiceDesk,
  correctionDesk,
  carrierNoticeDesk,
  carrierReviewDesk,
  troubledShipmentDesk,
  applicationDesk,
  heldPayoutDesk,
  payoutAccountDesk,
  suspendedShopDesk,
  overdueOrderDesk,
  lateRefundDesk,
  paymentExceptionDesk,
  paymentNoticeDesk,
  rulebookProposalDesk,
  discrepancyDesk,
  latePayoutDesk,
  unpaidPayoutDesk,
  writeOffDesk,
] as const;
