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

/**
 * The words of a piece of HTML, one line for each block, the cells of a table's row with a bar between. What is not meant to be read (scripts, styles) is left out; no
 * markup survives.
 */
export const plainText = (html: string): string => {
  let text = '';
  let hidden = 0;
  const parser = new Parser({
    onopentagname: (name) => {
      if (unseen.has(name)) hidden += 1;
      if (blocks.has(name)) text += '\n';
      if (cells.has(name)) text += cellBreak;
    },
    ontext: (words) => {
      if (hidden === 0) text += words.replace(/\s+/g, ' ');
    },
    onclosetag: (name) => {
      if (unseen.has(name)) hidden -= 1;
      if (blocks.has(name)) text += '\n';
    },
  });
  parser.end(html);
  const lines = text.split('\n').map((line) =>
    line.split(cellBreak).map((cell) => cell.trim()).filter((cell) => cell !== '').join(' | ')
  );
  return lines.filter((line) => line !== '').join('\n');
};
