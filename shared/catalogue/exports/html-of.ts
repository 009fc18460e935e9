const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\\': '&#92;' };
const escaped = (text: string): string => text.replace(/[&<>\\]/g, (one) => escapes[one]!);

/** HTML of which `plainText` makes this text again: a paragraph for each line, preformatted where that would lose blanks. */
export const htmlOf = (text: string): string => {
  const lines = text.split('\n');
  const plain = lines.every((line) => line !== '' && line === line.replace(/\s+/g, ' ').trim());
  return plain
    ? lines.map((line) => `<p>${escaped(line)}</p>`).join('\n')
    : `<div style="white-space: pre-wrap">${escaped(text)}</div>`;
};
