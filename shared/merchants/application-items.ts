import * as z from 'zod';
import { id } from '../kernel/values/ids.ts';
import { personal } from '../kernel/values/personal.ts';
import { prose, title } from '../kernel/values/text.ts';
import { Company, Store } from './merchant.ts';

/** Bytes of one document, at the most. */
export const maxDocumentBytes = 10 * 1024 * 1024;

export type DocumentType = z.infer<typeof DocumentType>;
export const DocumentType = z.enum(['application/pdf', 'image/jpeg', 'image/png']);

/** The papers that every application needs. */
export type DocumentItem = z.infer<typeof DocumentItem>;
export const DocumentItem = z.enum(['businessLicence', 'organisationCode', 'taxRegistration']);

export const DocumentId = id('document');
const document = z.strictObject({ documentId: DocumentId });

/** What the merchant writes. */
export const StatedItems = z.strictObject({
  company: Company,
  store: Store,
  businessScope: prose(2000),
  businessCategory: title(120),
  legalRepresentative: z.strictObject({
    name: personal(title(80)),
    identityNumber: personal(
      z.string().trim().regex(/^[\w-]{4,32}$/, 'must be the number of an identity document'),
    ),
  }),
});

/** Everything that an application consists of. Each item is supplied, judged and, if need be, sent back by itself. */
export type ApplicationItems = z.infer<typeof ApplicationItems>;
export const ApplicationItems = z.strictObject({
  ...StatedItems.shape,
  businessLicence: document,
  organisationCode: document,
  taxRegistration: document,
});

export type ItemName = keyof ApplicationItems;
export const ItemName = ApplicationItems.keyof();

/** What a reviewer says of one item. What fails is sent back with the comment, so it needs one. */
export const Judgement = z.strictObject({ item: ItemName, passed: z.boolean(), comment: prose(1000).or(z.literal('')) })
  .refine(({ passed, comment }) => passed || comment !== '', {
    path: ['comment'],
    message: 'must say why the item fails',
  });

/** The four headings of a review, and the items that are judged under each. */
export const headings = {
  qualification: ['businessLicence', 'organisationCode', 'taxRegistration', 'legalRepresentative'],
  reputation: ['company'],
  compliance: ['businessScope', 'store'],
  'product-quality': ['businessCategory'],
} as const satisfies Record<string, readonly ItemName[]>;

export const Heading = z.enum(Object.keys(headings) as (keyof typeof headings)[]);
export const itemNames: readonly ItemName[] = Object.values(headings).flat();
export const headingOf = (item: ItemName): z.infer<typeof Heading> =>
  Heading.options.find((heading) => (headings[heading] as readonly ItemName[]).includes(item))!;
