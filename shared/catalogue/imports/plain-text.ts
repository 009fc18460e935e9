import { Parser } from 'htmlparser2';

const blocks = new Set(
  ('address article aside blockquote br caption center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr legend li main menu '
    + 'nav ol optgroup option p pre search section summary table tbody tfoot thead tr ul')
    .split(' '),
);
/** Between these there is no line break, and yet they do not run together. */
const cells = new Set(['td', 'th']);
const cellBreak = '\u0000';
const unseen = new Set(['script', 'style', 'template', 'title', 'iframe', 'object', 'noscript']);

/** Line breaks and blanks that are meant, until the others have been made into one. */
const [keptBreak, keptBlank, keptTab] = ['\u0001', '\u0002', '\u0003'];
const asMeant = (words: string): string =>
  words.replace(/\r\n?|\n/g, keptBreak).replaceAll(' ', keptBlank).replaceAll('\t', keptTab);

/** Whether line breaks and blanks of an element are meant as they stand. */
const isPreformatted = (name: string, { style = '' }: Readonly<Record<string, string>>): boolean =>
  name === 'pre' || /white-space\s*:\s*(?:pre|break-spaces)/i.test(style);

/**
 * The words of a piece of HTML, one line for each block, the cells of a table's row with a bar between. Where white space is preformatted it stays as it is. What is not
 * meant to be read (scripts, styles) is left out; no markup survives.
 */
export const plainText = (html: string): string => {
  let text = '';
  let hidden = 0;
  const open: boolean[] = [];
  const parser = new Parser({
    onopentag: (name, attributes) => {
      open.push(open.at(-1) === true || isPreformatted(name, attributes));
    },
    onopentagname: (name) => {
      if (unseen.has(name)) hidden += 1;
      if (blocks.has(name)) text += '\n';
      if (cells.has(name)) text += cellBreak;
    },
    ontext: (words) => {
      if (hidden === 0) text += open.at(-1) ? asMeant(words) : words.replace(/\s+/g, ' ');
    },
    onclosetag: (name) => {
      open.pop();
      if (unseen.has(name)) hidden -= 1;
      if (blocks.has(name)) text += '\n';
    },
  });
  parser.end(html);
  const lines = text.split('\n').map((line) =>
    line.split(cellBreak).map((cell) => cell.trim()).filter((cell) => cell !== '').join(' | ')
  );
  return lines.filter((line) => line !== '').join('\n')
    .replaceAll(keptBreak, '\n').replaceAll(keptBlank, ' ').replaceAll(keptTab, '\t');
};
