import * as z from 'zod';
import { Instant } from '../kernel/values/clock.ts';
import { MerchantId } from '../kernel/values/ids.ts';
import { Currency } from '../kernel/values/money.ts';
import { personal } from '../kernel/values/personal.ts';
import { localText } from '../kernel/values/text.ts';
import { AgreementKind, type Acceptances } from './agreements.ts';
import { ApplicationItems, headingOf, Heading, ItemName, itemNames } from './application-items.ts';
import { ApplicationState, missingAgreements, missingItems, type Application } from './application.ts';
import { AgreedRate, Company, MerchantState, Store, type Merchant } from './merchant.ts';
import { PayoutHold, payoutHold } from './payout-hold.ts';

const ItemView = z.object({
  item: ItemName,
  heading: Heading,
  supplied: z.boolean(),
  result: z.enum(['pass', 'fail', 'open']),
  comment: z.string().optional(),
});

/** An application as its merchant and its reviewers follow it. */
export const ApplicationView = z.object({
  merchantId: MerchantId,
  state: ApplicationState,
  round: z.int(),
  items: ApplicationItems.partial(),
  progress: z.array(ItemView).meta({ description: 'Every item with its result, under its heading' }),
  missing: z.array(ItemName).meta({
    description: 'What has to be supplied, or supplied anew, before it can be submitted',
  }),
  agreements: z.array(z.object({ kind: AgreementKind, version: z.string(), at: Instant })),
  missingAgreements: z.array(AgreementKind),
  openedAt: Instant,
  submittedAt: Instant.optional(),
  reason: z.string().optional(),
}).meta({ id: 'ApplicationView' });

export const applicationView = (application: Application): z.input<typeof ApplicationView> => {
  const { id, state, round, items, findings, agreements, openedAt, submittedAt, reason } = application;
  return {
    merchantId: id,
    state,
    round,
    items,
    openedAt,
    submittedAt,
    reason,
    progress: itemNames.map((item) => ({
      item,
      heading: headingOf(item),
      supplied: items[item] !== undefined,
      result: resultOf(findings[item]?.passed),
      comment: findings[item]?.comment,
    })),
    missing: missingItems(application),
    agreements: acceptedOf(agreements),
    missingAgreements: missingAgreements(application),
  };
};

const resultOf = (
  passed: boolean | undefined,
): 'pass' | 'fail' | 'open' => (passed === undefined ? 'open' : passed ? 'pass' : 'fail');

const acceptedOf = (agreements: Acceptances) =>
  AgreementKind.options.flatMap((kind) => (agreements[kind] ? [{ kind, ...agreements[kind] }] : []));

/** A shop as the people who work for it see it. */
export const MerchantView = z.object({
  merchantId: MerchantId,
  state: MerchantState,
  company: Company,
  store: Store,
  currency: Currency,
  payoutAccount: z.object({ holder: personal(z.string()), verified: z.boolean() }).optional(),
  payoutHold: PayoutHold.meta({ description: 'Why nothing is paid out now; nothing when payouts are made' }),
  agreedRates: z.array(AgreedRate).readonly().meta({
    description: 'Commission that was agreed with the shop, in place of that of its categories; null: of these again',
  }),
  createdAt: Instant,
}).meta({ id: 'MerchantView' });

export const merchantView = (
  merchant: Merchant,
  now: Instant,
): z.input<typeof MerchantView> => {
  const { id, state, company, store, currency, payoutAccount, agreedRates = [], createdAt } = merchant;
  return {
    merchantId: id,
    state,
    company,
    store,
    currency,
    createdAt,
    payoutAccount: payoutAccount && { holder: payoutAccount.holder, verified: payoutAccount.verified },
    payoutHold: payoutHold(merchant, now),
    agreedRates,
  };
};

/** A shop as everybody sees it. */
export const StoreView = z.object({ merchantId: MerchantId, name: localText(60), intro: localText(2000).optional() });

export const storeView = ({ id, store }: Merchant): z.input<typeof StoreView> => ({
  merchantId: id,
  name: store.name,
  intro: store.intro,
});
