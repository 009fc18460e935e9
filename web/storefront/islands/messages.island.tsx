import type { Answer } from '../../client.ts';
import { useAsked } from '../asked.ts';
import { island } from '../island.tsx';
import { Once } from '../parts/own.tsx';
import { Told } from '../parts/told.tsx';
import { useShop } from '../shop.ts';
import { useTrying } from '../trying.ts';
import { askAsMe } from '../visit.ts';

type Inbox = Answer<'GET /shop/v1/messages'>;
type Message = Inbox['items'][number];

/** What was told to somebody, newest first. */
const Messages = () => {
  const { w } = useShop();
  const inbox = useAsked('GET /shop/v1/messages', { limit: 20 });
  const { trouble, trying } = useTrying();
  return (
    <Once of={inbox} lines={6}>
      {({ items, cursor }) => {
        const now = new Date().toISOString() as NonNullable<Message['readAt']>;
        const readAll = async (): Promise<void> => {
          while ((await askAsMe('POST /shop/v1/messages/read', {})).more);
          inbox.know({ items: items.map((one) => ({ ...one, readAt: one.readAt ?? now })), cursor });
        };
        const read = async ({ messageId }: Message): Promise<void> => {
          await askAsMe('POST /shop/v1/messages/{messageId}/read', { messageId });
          inbox.know({
            items: items.map((one) => one.messageId === messageId ? { ...one, readAt: now } : one),
            cursor,
          });
        };
        const older = async (): Promise<void> => {
          const next = await askAsMe('GET /shop/v1/messages', { limit: 20, cursor });
          inbox.know({ items: [...items, ...next.items], cursor: next.cursor });
        };
        if (items.length === 0) return <p class="empty">{w.messages.empty}</p>;
        return (
          <>
            {items.some(({ readAt }) => readAt === undefined) && (
              <p>
                <button type="button" class="button quiet" onClick={() => void trying(readAll)}>
                  {w.messages.readAll}
                </button>
              </p>
            )}
            <Told trouble={trouble} />
            <ul class="inbox">
              {items.map((message) => (
                <Line
                  key={message.messageId}
                  message={message}
                  read={() => void trying(() => read(message))}
                />
              ))}
            </ul>
            {cursor && (
              <p class="more">
                <button type="button" class="button quiet" onClick={() => void trying(older)}>{w.messages.more}</button>
              </p>
            )}
          </>
        );
      }}
    </Once>
  );
};

const Line = ({ message, read }: { readonly message: Message; readonly read: () => void }) => {
  const { w, to, time } = useShop();
  const { subject, text, createdAt, readAt, link, site } = message;
  // Pages of the consoles are elsewhere.
  const href = link && (site === 'shop' ? to(link) : `/console/${site}${link}`);
  return (
    <li class={readAt ? 'message' : 'message new'}>
      <h2>
        {subject}
        {!readAt && <span class="unseen">{w.messages.unread}</span>}
      </h2>
      <p class="fine">
        <time dateTime={createdAt}>{time(createdAt)}</time>
      </p>
      {text && <p>{text}</p>}
      {(href || !readAt) && (
        <div class="row">
          {href && <a class="link" href={href} onClick={() => !readAt && read()}>{w.messages.open}</a>}
          {!readAt && <button type="button" class="link" onClick={read}>{w.messages.markRead}</button>}
        </div>
      )}
    </li>
  );
};

export default island('messages', Messages);
