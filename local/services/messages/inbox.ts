/** Where codes, mails, texts and pushes end up on the laptop, instead of in somebody's mailbox, telephone or browser. */
import { randomUUID } from 'node:crypto';
import type { KeptMap } from '../kept-state.ts';
import type { Inbox, InboxMessage, InboxQuery } from '../types.ts';

const kept = 10_000;

/** Opens the inbox on a kept map; holds the newest 10,000 messages. `now` stamps them. */
export const openInbox = (messages: KeptMap<InboxMessage>, now: () => Date): Inbox => {
  const byRecipient = new Map<string, InboxMessage[]>();
  const all: InboxMessage[] = [];
  const waiting = new Set<(message: InboxMessage) => void>();

  const index = (message: InboxMessage): void => {
    all.push(message);
    const own = byRecipient.get(message.to);
    if (own === undefined) byRecipient.set(message.to, [message]);
    else own.push(message);
  };
  for (const [, message] of messages.entries()) index(message);

  const forget = (message: InboxMessage): void => {
    messages.delete(message.id);
    const left = byRecipient.get(message.to)?.filter((other) => other !== message) ?? [];
    if (left.length > 0) byRecipient.set(message.to, left);
    else byRecipient.delete(message.to);
  };

  const list = (query: InboxQuery = {}): InboxMessage[] => {
    const candidates = query.to === undefined ? all : (byRecipient.get(query.to) ?? []);
    const after = query.after === undefined ? -1 : candidates.findIndex((message) => message.id === query.after);
    return candidates
      .slice(after + 1)
      .filter((message) => fits(message, query))
      .reverse();
  };

  const inbox: Inbox = {
    add: (message) => {
      const added = { ...message, id: randomUUID(), at: now().toISOString() };
      messages.set(added.id, added);
      index(added);
      if (all.length > kept) forget(all.shift()!);
      for (const tell of [...waiting]) tell(added);
      return added;
    },
    list,
    waitFor: (query, timeoutMs = 5000) => {
      const [newest] = list(query);
      if (newest !== undefined) return Promise.resolve(newest);
      return new Promise((resolve, reject) => {
        const tell = (message: InboxMessage): void => {
          if (!fits(message, query)) return;
          clearTimeout(timer);
          waiting.delete(tell);
          resolve(message);
        };
        const timer = setTimeout(() => {
          waiting.delete(tell);
          reject(new Error(`No message for ${JSON.stringify(query)} came within ${timeoutMs} ms`));
        }, timeoutMs);
        waiting.add(tell);
      });
    },
    clear: () => {
      for (const message of all.splice(0)) messages.delete(message.id);
      byRecipient.clear();
    },
    page: (query) => renderPage(list(query).slice(0, 200), query),
  };
  return inbox;
};

const fits = (message: InboxMessage, { to, kind }: InboxQuery): boolean =>
  (to === undefined || message.to === to) && (kind === undefined || message.kind === kind);

const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

const renderPage = (messages: readonly InboxMessage[], query: InboxQuery = {}): string =>
  `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="5">
<title>Inbox</title>
<style>
  :root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif }
  body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
  h1 { font-size: 1.3rem }
  input { font: inherit; width: 20rem; max-width: 100%; padding: .3rem .5rem }
  article { border-top: 1px solid #8886; padding: .8rem 0 }
  header { display: flex; flex-wrap: wrap; gap: .2rem 1rem; color: #888 }
  header a, code { color: CanvasText; font-weight: 600 }
  code { font-size: 1.2rem; letter-spacing: .1em }
  pre { white-space: pre-wrap; font: inherit; margin: .4rem 0 0 }
  iframe { width: 100%; height: 16rem; border: 1px solid #8886; margin-top: .4rem }
</style>
<h1>Inbox</h1>
<form><input name="to" value="${escape(query.to ?? '')}" placeholder="Recipient" aria-label="Recipient"></form>
${
    messages.map(article).join('\n')
    || '<p>Nothing here yet. Codes, mails, texts and pushes appear as they are sent.</p>'
  }
</html>
`;

const article = (message: InboxMessage): string =>
  `<article>
  <header>
    <a href="?to=${encodeURIComponent(message.to)}">${escape(message.to)}</a>
    <span>${message.channel}: ${escape(message.subject ?? message.kind)}</span>
    <time>${escape(message.at.replace('T', ' ').slice(0, 19))}</time>
    ${message.code === undefined ? '' : `<code>${escape(message.code)}</code>`}
  </header>
  ${
    message.html === undefined
      ? `<pre>${escape(message.text)}</pre>`
      : `<iframe sandbox title="Message" srcdoc="${escape(message.html)}"></iframe>`
  }
</article>`;
