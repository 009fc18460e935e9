import type { At, Children, Head } from './page.ts';

interface DocumentProps extends Children {
  readonly head: Head;
  readonly at: At;
  /** The address below the language. */
  readonly below: string;
  readonly origin: string;
  readonly assets: string;
  /** What is said by the islands of this page, in its language: `zh/cart`. */
  readonly words: string;
}

/** A whole page as browsers and search engines read it. Its language stands in its address, and the other one is named. */
export const Document = ({ head, at: { locale, w }, below, origin, assets, words, children }: DocumentProps) => {
  const addressIn = (language: string): string => encodeURI(`${origin}/${language}${below === '/' ? '' : below}`);
  const { title, image, jsonLd = [], hidden } = head;
  // As much as search engines show of it.
  const description = head.description && Array.from(head.description.replace(/\s+/g, ' ')).slice(0, 160).join('');
  const shown = `${title} · ${w.brand}`;
  return (
    <html lang={locale === 'zh' ? 'zh-CN' : 'en'}>
      <head>
        <meta charset="utf-8" />
        <title>{shown}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="theme-color" content="#faf6ef" media="(prefers-color-scheme: light)" />
        <meta name="theme-color" content="#171411" media="(prefers-color-scheme: dark)" />
        <meta name="color-scheme" content="light dark" />
        {/* Translated by hand; a machine on top of it would break what is typed and counted. */}
        <meta name="google" content="notranslate" />
        {description && <meta name="description" content={description} />}
        {hidden && <meta name="robots" content="noindex" />}
        {!hidden && <link rel="canonical" href={addressIn(locale)} />}
        {!hidden
          && ['zh', 'en'].map((language) => <link rel="alternate" hreflang={language} href={addressIn(language)} />)}
        {!hidden && <link rel="alternate" hreflang="x-default" href={addressIn('en')} />}
        <meta property="og:site_name" content={w.brand} />
        <meta property="og:title" content={title} />
        <meta property="og:type" content="website" />
        <meta property="og:url" content={addressIn(locale)} />
        <meta property="og:locale" content={locale === 'zh' ? 'zh_CN' : 'en_GB'} />
        {description && <meta property="og:description" content={description} />}
        {image && <meta property="og:image" content={new URL(image, origin).href} />}
        <link rel="icon" type="image/svg+xml" href={`${assets}/icon.svg`} />
        <link rel="stylesheet" href={`${assets}/shop.css`} />
        <script type="module" src={`${assets}/browser.js`} />
        <link id="words" rel="modulepreload" href={`${assets}/words/${words}.js`} />
        {jsonLd.map((data) => (
          <script
            type="application/ld+json"
            dangerouslySetInnerHTML={{ __html: harmless({ '@context': 'https://schema.org', ...data }) }}
          />
        ))}
      </head>
      {children}
    </html>
  );
};

/** JSON that no text in it can end the script of. */
const harmless = (data: object): string => JSON.stringify(data).replaceAll('<', '\\u003c');
