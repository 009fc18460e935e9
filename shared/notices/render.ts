import type { Audience } from '../kernel/doors/contract.ts';
import type { Category, Words } from '../kernel/policy/notice.ts';
import type { Locale } from '../kernel/values/text.ts';
import { isFixed } from './policy.ts';

/** The web sites that links lead to, by who reads: `https://www.jishi.example`, without a slash at the end. */
export type Sites = Readonly<Record<Audience, string>>;

/** What is told to one person, in that person's language. */
export interface Told extends Words {
  readonly category: Category;
  readonly locale: Locale;
  /** Whose site the link is a page of. */
  readonly site: Audience;
  readonly link?: string | undefined;
}

export interface RenderedMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/**
 * Text without what is not seen and yet acts: control characters (line breaks and tabs stay), marks that turn the
 * direction of what follows, and what is no character.
 */
export const plain = (text: string): string =>
  text.replace(/\r\n?/g, '\n').replace(
    /[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]|\p{Noncharacter_Code_Point}|\p{Cs}/gu,
    '',
  );

/** Plain text on one line. */
export const oneLine = (text: string): string => plain(text).replace(/\s+/g, ' ').trim();

const clip = (text: string, max: number): string => {
  const letters = [...text];
  return letters.length <= max ? text : `${letters.slice(0, max - 1).join('').trimEnd()}…`;
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);

const phrases = {
  en: {
    lang: 'en',
    name: 'Jishi',
    open: 'Open',
    fixed: 'You get this because it concerns the safety of your account or your money.',
    chosen: 'You choose which of these reach you:',
  },
  zh: {
    lang: 'zh-Hans',
    name: '集市',
    open: '查看',
    fixed: '此通知涉及您的账户安全或资金，因此无法关闭。',
    chosen: '您可以选择接收哪些通知：',
  },
} as const satisfies Record<Locale, object>;

const linkOf = ({ site, link }: Told, sites: Sites): string | undefined => link && `${sites[site]}${link}`;

/** A mail, as HTML and as the text that says the same. */
export const renderMail = (told: Told, sites: Sites): RenderedMail => {
  const say = phrases[told.locale];
  const [subject, text, link] = [oneLine(told.subject), plain(told.text), linkOf(told, sites)];
  const settings = isFixed(told.category) ? undefined : `${sites[told.site]}/notice-preferences`;
  const why = settings ? `${say.chosen} ${settings}` : say.fixed;
  const paragraphs = text.split(/\n{2,}/).map((one) =>
    `<p style="margin:0 0 16px">${escaped(one).replaceAll('\n', '<br>')}</p>`
  );
  return {
    subject,
    text: [text, ...(link ? [link] : []), `-- \n${say.name}\n${why}`].join('\n\n'),
    html: `<!doctype html>
<html lang="${say.lang}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(subject)}</title></head>
<body style="margin:0;padding:24px;background:#f4f6f8;color:#1d2733;font:16px/1.5 system-ui,sans-serif">
<div style="max-width:560px;margin:auto;padding:24px;background:#fff">
<p style="margin:0 0 16px;color:#5b6b7c">${say.name}</p>
<h1 style="margin:0 0 16px;font-size:20px">${escaped(subject)}</h1>
${paragraphs.join('\n')}
${link ? `<p style="margin:0 0 16px"><a href="${escaped(link)}">${say.open}</a></p>` : ''}
<p style="margin:24px 0 0;color:#5b6b7c;font-size:13px">${
      settings ? `${say.chosen} <a href="${escaped(settings)}">${escaped(settings)}</a>` : say.fixed
    }</p>
</div>
</body>
</html>
`,
  };
};

/**
 * A text message: who writes, and the subject, which holds nothing that a person typed. One part of 70 characters where
 * there are Chinese ones, of 160 otherwise.
 */
export const renderText = ({ locale, subject }: Told): string =>
  locale === 'zh' ? `【${phrases.zh.name}】${oneLine(subject)}` : `${phrases.en.name}: ${oneLine(subject)}`;

/** What a push service carries to a browser, below the 4 kB that it takes. */
export const renderPush = (told: Told, id: string, sites: Sites): string =>
  JSON.stringify({
    title: oneLine(told.subject),
    body: clip(oneLine(told.text), 160),
    link: linkOf(told, sites) ?? sites[told.site],
    tag: id,
  });
