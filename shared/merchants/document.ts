import { jpeg } from '../kernel/files/picture-jpeg.ts';
import { png } from '../kernel/files/picture-png.ts';
import { lookInto, refusals } from '../kernel/files/picture.ts';
import { Problem } from '../kernel/problems.ts';
import { inLocale, type Locale } from '../kernel/values/text.ts';

/**
 * Lets through what a reviewer can open as what it is said to be: a picture, looked into, or a PDF by its first bytes.
 * @param locale in which it is said why not
 * @throws Problem document-unfit
 */
export const mustBePaper = async (
  { bytes, contentType }: { readonly bytes: Buffer; readonly contentType: string },
  locale: Locale,
): Promise<void> => {
  const pdf = bytes.subarray(0, 5).toString('latin1') === '%PDF-';
  if (contentType === 'application/pdf' && pdf) return;
  const seen = pdf || contentType === 'application/pdf'
    ? 'another-type'
    : await lookInto(bytes, contentType, [jpeg, png]);
  if (typeof seen === 'string') throw new Problem('document-unfit', inLocale(refusals[seen], locale));
};
