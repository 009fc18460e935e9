import * as z from 'zod';
import { personal } from './personal.ts';
import { line, title } from './text.ts';

/** An ISO 3166-1 alpha-2 code, `BR`. */
export const CountryCode = z.string().regex(/^[A-Z]{2}$/, 'must be a country code like BR').meta({
  description: 'ISO 3166-1 alpha-2',
  examples: ['BR'],
});

/** As people write it in ASCII digits, without separators, and without the zero that is only for calls from within. */
const dialled = (text: string): string =>
  text.normalize('NFKC').replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 15))
    .replace(/\(0\)/g, '').replace(/[\s().\u2010-\u2015/-]/g, '').replace(/^00(?=[1-9])/, '+');

/**
 * A phone number with its country's code, as people write it (`+86 138-0013-8000`, `0044 (0)20 7946 0958`), in E.164.
 */
export const Phone = z.string()
  .overwrite(dialled)
  .regex(/^\+[1-9]\d{6,14}$/, "must be a phone number with its country's code, like +86 138 0013 8000")
  .meta({ examples: ['+8613800138000'] });

const orNone = (schema: ReturnType<typeof line>) => schema.or(z.literal(''));

const parts = z.strictObject({
  name: personal(title(100)),
  phone: personal(line(40)).meta({ description: 'Whom the carrier calls, as it is written there; kept in E.164' }),
  country: CountryCode,
  region: orNone(line(80)).meta({
    description: 'The province or state: its code (ISO 3166-2 without the country), or its name',
  }),
  city: orNone(line(100)),
  street: personal(line(200)),
  postalCode: orNone(line(20)),
});

/**
 * What somebody writes on a parcel. Which parts are needed, and how they look, depends on the country
 * (shared/kernel/values/address-rules.ts): what a country does not have is left out, and kept as an empty text.
 */
export type PostalAddress = z.infer<typeof PostalAddress>;
export const PostalAddress = parts.extend({
  region: parts.shape.region.default(''),
  city: parts.shape.city.default(''),
  postalCode: parts.shape.postalCode.default(''),
});

/** Some parts of an address, to be changed. */
export const AddressChanges = parts.partial();
