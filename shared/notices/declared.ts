// Made by `npm run generate` from shared/<context>/notices.ts.
import { returnNotices } from '../after-sales/notices.ts';
import { catalogueNotices } from '../catalogue/notices.ts';
import { deskNotices } from '../desks/notices.ts';
import { identityNotices } from '../identity/notices.ts';
import { inventoryNotices } from '../inventory/notices.ts';
import { invoiceNotices } from '../invoices/notices.ts';
import { ledgerNotices } from '../ledger/notices.ts';
import { logisticsNotices } from '../logistics/notices.ts';
import { merchantNotices } from '../merchants/notices.ts';
import { orderingNotices } from '../ordering/notices.ts';
import { paymentNotices } from '../payments/notices.ts';
import { settlementNotices } from '../settlement/notices.ts';

export const notices = [
  ...returnNotices,
  ...catalogueNotices,
  ...deskNotices,
  ...identityNotices,
  ...inventoryNotices,
  ...invoiceNotices,
  ...ledgerNotices,
  ...logisticsNotices,
  ...merchantNotices,
  ...orderingNotices,
  ...paymentNotices,
  ...settlementNotices,
] as const;
