/** To whom an invoice is made out. */
import * as z from 'zod';
import { changed, created, type Change, type Versioned } from '../kernel/store/change.ts';
import { CountryCode } from '../kernel/values/address.ts';
import { id, type AccountId, type Id } from '../kernel/values/ids.ts';
import { personal } from '../kernel/values/personal.ts';
import { Problem } from '../kernel/problems.ts';
import { line, title } from '../kernel/values/text.ts';
import { canBeTaxNumber, plainTaxNumber } from './tax-number.ts';

export type InvoiceKind = z.infer<typeof InvoiceKind>;
export const InvoiceKind = z.enum(['ordinary', 'special']).meta({
  description: '`special`: the buyer deducts its tax, so it is made out to a company by its tax number',
});

export type InvoiceTitle = z.infer<typeof InvoiceTitle>;
export const InvoiceTitle = z.strictObject({
  party: z.enum(['person', 'company']),
  name: personal(title(120)),
  country: CountryCode,
  taxNumber: personal(line(32)).optional().meta({
    description: 'Of a company always; checked where its country says how one looks',
  }),
}).meta({ id: 'InvoiceTitle' });

const fault = (message: string): Problem =>
  new Problem('invalid-input', undefined, [{ path: 'title.taxNumber', message }]);

/** As it is kept. @throws Problem invalid-input for a kind that it cannot have, and for a number that is none */
export const asTitle = (given: InvoiceTitle, kind: InvoiceKind): InvoiceTitle => {
  const { party, country } = given;
  const taxNumber = given.taxNumber && plainTaxNumber(given.taxNumber);
  if (kind === 'special' && party === 'person') {
    throw new Problem('invalid-input', undefined, [{ path: 'kind', message: 'is made out to companies alone' }]);
  }
  if (party === 'company' && !taxNumber) throw fault('must be given for a company');
  if (taxNumber && !canBeTaxNumber(country, party, taxNumber)) throw fault(`is no tax number of ${country}`);
  return { ...given, taxNumber: taxNumber || undefined };
};

/** The titles that a buyer has used, the last one first. Its id is the buyer's. */
export interface TitleBook extends Versioned {
  readonly id: AccountId;
  readonly titles: readonly KeptTitle[];
}
export interface KeptTitle extends InvoiceTitle {
  readonly id: Id<'invoiceTitle'>;
}

/** What a buyer sees of it. */
export const KeptTitleView = InvoiceTitle.extend({ id: id('invoiceTitle') });

/** Titles that are kept of one buyer; then the one that was not used for longest makes room. */
const mostTitles = 20;

const isSame = (a: InvoiceTitle, b: InvoiceTitle): boolean =>
  a.party === b.party && a.name === b.name && a.country === b.country && a.taxNumber === b.taxNumber;

/** Puts a title on top, once. */
export const keepTitle = (
  book: TitleBook | undefined,
  buyerId: AccountId,
  title: InvoiceTitle,
  id: Id<'invoiceTitle'>,
): Change<TitleBook> => {
  const kept = book?.titles.find((one) => isSame(one, title)) ?? { ...title, id };
  const titles = [kept, ...(book?.titles ?? []).filter((one) => one.id !== kept.id)].slice(0, mostTitles);
  return book ? changed<TitleBook>(book, { titles }) : created<TitleBook>({ id: buyerId, titles });
};

/** @throws Problem not-found */
export const forgetTitle = (book: TitleBook | undefined, id: Id<'invoiceTitle'>): Change<TitleBook> => {
  if (!book?.titles.some((one) => one.id === id)) throw new Problem('not-found');
  return changed<TitleBook>(book, { titles: book.titles.filter((one) => one.id !== id) });
};
