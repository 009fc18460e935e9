import { Parser } from 'htmlparser2';

const blocks = new Set([
  'address',
  'article',
  'blockquote',
  'br',
  'dd',
  'div',
  'dl',
  'dt',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'hr',
  'li',
  'ol',
  'p',
  'pre',
  'section',
  'table',
  'tr',
  'ul',
]);
const unseen = new Set(['script', 'style', 'template', 'title', 'iframe', 'object', 'noscript']);

/**
 * The words of a piece of HTML, one line for each block. What is not meant to be read (scripts, styles) is left out; no
 * markup survives.
 */
export const plainText = (html: string): string => {
  let text = '';
  let hidden = 0;
  const parser = new Parser({
    onopentagname: (name) => {
      if (unseen.has(name)) hidden += 1;
      if (blocks.has(name)) text += '\n';
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
  return text.split('\n').map((line) => line.trim()).filter((line) => line !== '').join('\n');
};
