/**
 * `npm run notices`: every notice that the platform sends by itself. `-- --preview` writes one page that shows each in
 * both languages and by every way that it takes, from its event's sample: to `.local/notices.html`, or `--out FILE`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { projectRoot } from '../../infra/declarations.ts';
import { Channel, type Notice } from '../../shared/kernel/policy/notice.ts';
import { Locale } from '../../shared/kernel/values/text.ts';
import { notices } from '../../shared/notices/declared.ts';
import { renderMail, renderPush, renderText, type Told } from '../../shared/notices/render.ts';
import { siteOf } from '../../shared/notices/receivers.ts';

const sites = { shop: 'https://shop.example', merchant: 'https://shops.example', operator: 'https://staff.example' };

const escaped = (text: string): string => text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);

/** One notice in one language, by one way. */
const shown = (told: Told, channel: Channel): string => {
  if (channel === 'text') return `<h4>text</h4><pre>${escaped(renderText(told))}</pre>`;
  if (channel === 'push') {
    const { title, body } = JSON.parse(renderPush(told, 'preview', sites)) as { title: string; body: string };
    return `<h4>push</h4><pre><b>${escaped(title)}</b>\n${escaped(body)}</pre>`;
  }
  const { subject, text, html } = renderMail(told, sites);
  return `<h4>mail: ${escaped(subject)}</h4>
<iframe sandbox title="mail" srcdoc="${escaped(html)}"></iframe><pre>${escaped(text)}</pre>`;
};

const sectionOf = (notice: Notice): string => {
  const composed = notice.compose({ data: notice.on.sample });
  if (!composed) throw new Error(`The sample of ${notice.on.eventName} concerns nobody`);
  const { to, link, words } = composed;
  const columns = Locale.options.map((locale) => {
    const told: Told = { ...words[locale], locale, link, category: notice.category, site: siteOf(to) };
    return `<div lang="${locale}"><h4>inbox</h4><pre><b>${escaped(told.subject)}</b>\n${escaped(told.text)}\n${
      escaped(link ?? '')
    }</pre>${notice.channels.map((channel) => shown(told, channel)).join('')}</div>`;
  });
  return `<section id="${notice.name}"><h2>${notice.name}</h2>
<p>${notice.on.eventName} → ${escaped(JSON.stringify(to))}, ${notice.category}</p>
<div class="both">${columns.join('')}</div></section>`;
};

/** The page, complete HTML. */
export const preview = (): string =>
  `<!doctype html>
<html lang="en">
<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Notices</title>
<style>
  :root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif }
  body { max-width: 76rem; margin: 2rem auto; padding: 0 1rem }
  .both { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem }
  section { border-top: 1px solid #8886 }
  pre { white-space: pre-wrap; font: inherit; background: #8881; padding: .5rem; margin: 0 }
  iframe { width: 100%; height: 22rem; border: 1px solid #8886 }
  h4 { margin: .8rem 0 .2rem }
</style>
<h1>Notices</h1>
<p>${notices.map(({ name }) => `<a href="#${name}">${name}</a>`).join(' · ')}</p>
${notices.map(sectionOf).join('\n')}
</html>
`;

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      preview: { type: 'boolean' },
      out: { type: 'string', default: join(projectRoot, '.local/notices.html') },
    },
  });
  if (values.preview) {
    mkdirSync(dirname(values.out), { recursive: true });
    writeFileSync(values.out, preview());
    console.log(`${notices.length} notices: ${values.out}`);
  } else {
    console.table(Object.fromEntries(notices.map(({ name, on, category, channels }) => [
      name,
      { event: on.eventName, category, channels: channels.join(' ') },
    ])));
  }
}
