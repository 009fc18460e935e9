/** What a shop has said of its invoices: who issues them, and what they say of the shop. */
import * as z from 'zod';
import { changed, created, type Change, type Versioned } from '../kernel/store/change.ts';
import { CountryCode } from '../kernel/values/address.ts';
import { MerchantId } from '../kernel/values/ids.ts';
import type { Currency } from '../kernel/values/money.ts';
import { Problem } from '../kernel/problems.ts';
import { BasisPoints } from '../kernel/values/rate.ts';
import { line, title } from '../kernel/values/text.ts';
import { invoicingChanged } from './events.ts';
import type { InvoiceTerms } from './rulebooks.ts';
import { canBeTaxNumber, plainTaxNumber } from './tax-number.ts';
import type { InvoiceKind } from './title.ts';

export const InvoicingInput = z.strictObject({
  name: title(200).meta({ description: 'As whom it trades' }),
  country: CountryCode,
  taxNumber: line(32),
  rate: BasisPoints.meta({ description: 'The tax that is in its prices' }),
  issuedBy: z.enum(['platform', 'shop']).meta({
    description: '`platform`: by itself, some time after completion; `shop`: by its people, with a clock',
  }),
  special: z.boolean().meta({ description: 'Whether it issues invoices from which companies deduct the tax' }),
});

export interface Invoicing extends Versioned, z.infer<typeof InvoicingInput> {
  readonly id: MerchantId;
}

export const InvoicingView = InvoicingInput.extend({ merchantId: MerchantId });
export const invoicingView = ({ id, version: _, ...said }: Invoicing): z.infer<typeof InvoicingView> => ({
  merchantId: id,
  ...said,
});

/** Invoices that are issued from now on say so. @throws Problem invalid-input for a tax number that is none */
export const setInvoicing = (
  before: Invoicing | undefined,
  merchantId: MerchantId,
  given: z.infer<typeof InvoicingInput>,
): Change<Invoicing> => {
  const taxNumber = plainTaxNumber(given.taxNumber);
  if (!canBeTaxNumber(given.country, 'company', taxNumber)) {
    throw new Problem('invalid-input', undefined, [{
      path: 'taxNumber',
      message: `is no tax number of ${given.country}`,
    }]);
  }
  const said = { ...given, taxNumber };
  const told = invoicingChanged({ merchantId });
  return before
    ? changed<Invoicing>(before, said, told)
    : created<Invoicing>({ id: merchantId, ...said }, told);
};

/** The kinds of invoice that a shop issues. */
export const kindsOf = (invoicing: Invoicing | undefined): readonly InvoiceKind[] =>
  invoicing?.special ? ['ordinary', 'special'] : ['ordinary'];

/** The tax that is in a shop's prices, in basis points. */
export const rateOf = (
  invoicing: Invoicing | undefined,
  { taxRates }: InvoiceTerms,
  currency: Currency,
): number => invoicing?.rate ?? taxRates.find((one) => one.currency === currency)?.rate ?? 0;
