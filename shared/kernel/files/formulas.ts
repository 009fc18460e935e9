/**
 * Texts that a spreadsheet would take for formulas (OWASP, CSV Injection), made harmless by an apostrophe and read back
 * exactly: what already has apostrophes there gets one more.
 */

const signs = '=+\\-@\\uFF1D\\uFF0B\\uFF0D\\uFF20';

/** Where a cell would begin with a sign: at the beginning of the text, or behind a mark by which spreadsheets divide cells. */
const before = (inner: string): RegExp =>
  new RegExp(`^${inner}(?='*[${signs}\\t\\r])|(?<=[;\\t|\\r\\n] *)${inner}(?='*[${signs}])`, 'g');

const bare = before('');
const marked = before("'");

/** The text with an apostrophe wherever a cell could begin as a formula. */
export const harmless = (text: string): string => text.replace(bare, "'");

/** The text as it was before `harmless`. */
export const asWritten = (text: string): string => text.replace(marked, '');
