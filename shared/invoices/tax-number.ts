/** The numbers under which those who pay taxes are known, as far as their country says how one looks. */

/** The remainder that a sum of weighted digits leaves, as Brazil's registers count: 0 where it would have two digits. */
const brazilian = (digits: string, weights: readonly number[]): number => {
  const rest = weights.reduce((sum, weight, i) => sum + weight * Number(digits[i]), 0) % 11;
  return rest < 2 ? 0 : 11 - rest;
};
const cnpjWeights = [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2];
const cpfWeights = [11, 10, 9, 8, 7, 6, 5, 4, 3, 2];
const endsRight = (digits: string, length: number, weights: readonly number[]): boolean =>
  /^\d+$/.test(digits) && digits.length === length && new Set(digits).size > 1
  && brazilian(digits, weights.slice(1)) === Number(digits[length - 2])
  && brazilian(digits, weights) === Number(digits[length - 1]);

/** GB 32100-2015: 17 signs and one that follows from them, modulo 31. */
const creditCodeSigns = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const isCreditCode = (code: string): boolean => {
  if (!/^[0-9A-HJ-NP-RTUWXY]{18}$/.test(code)) return false;
  const sum = [...code.slice(0, 17)].reduce((all, sign, i) => all + creditCodeSigns.indexOf(sign) * 3 ** i % 31, 0);
  // 3 to the power of 16 is far below what a number holds exactly.
  return creditCodeSigns[(31 - sum % 31) % 31] === code[17];
};

type Form = (number: string) => boolean;
const like = (form: RegExp): Form => (number) => form.test(number);

/** By country; what is not here may look as it likes. */
const forms: Readonly<Record<string, { readonly company: Form; readonly person?: Form }>> = {
  BR: {
    company: (number) => endsRight(number, 14, cnpjWeights),
    person: (number) => endsRight(number, 11, cpfWeights),
  },
  CN: { company: isCreditCode },
  DE: { company: like(/^DE\d{9}$/) },
  ES: { company: like(/^ES[A-Z0-9]\d{7}[A-Z0-9]$/) },
  FR: { company: like(/^FR[A-Z0-9]{2}\d{9}$/) },
  GB: { company: like(/^GB(\d{9}|\d{12})$/) },
  IN: { company: like(/^\d{2}[A-Z]{5}\d{4}[A-Z][A-Z0-9]Z[A-Z0-9]$/) },
  IT: { company: like(/^IT\d{11}$/) },
  JP: { company: like(/^T\d{13}$/) },
  US: { company: like(/^\d{9}$/) },
};

/** As it is kept: letters and digits alone, however people set them apart. */
export const plainTaxNumber = (number: string): string => number.toUpperCase().replace(/[\s./-]/g, '');

/** Whether a number, in its plain form, can be one of this country. */
export const canBeTaxNumber = (country: string, party: 'person' | 'company', number: string): boolean =>
  (forms[country]?.[party] ?? like(/^[A-Z0-9]{4,24}$/))(number);
