import { together } from '../kernel/doors/access.ts';
import type { Channel } from '../kernel/policy/notice.ts';
import { sendMail } from './mail.ts';
import type { Message, Sent } from './message.ts';
import type { NoticePreferences } from './preferences.ts';
import { pushTo } from './push.ts';
import { renderMail, renderPush, renderText } from './render.ts';
import { sites } from './sites.ts';
import { sendText } from './text-provider.ts';

/** What sending touches. */
export const sending = together('notices.sending', sites, sendMail, sendText, pushTo);

/**
 * Hands one message to the service of its channel.
 * @throws Error when the service cannot be reached or is busy: the message may be handed over again
 */
export const handOver = async (
  message: Message,
  channel: Channel,
  preferences: NoticePreferences | undefined,
): Promise<Sent> => {
  const { id, accountId, ways } = message;
  const to = ways[channel]?.to ?? '';
  const tags = { account: accountId, message: id };
  switch (channel) {
    case 'mail':
      return sendMail({ to, ...renderMail(message, sites()), tags });
    case 'text':
      return sendText({ to, text: renderText(message), tags });
    case 'push': {
      const devices = preferences?.devices ?? [];
      const outcomes = await Promise.all(
        devices.map(async (device) => ({
          id: device.id,
          taken: await pushTo(device, renderPush(message, id, sites())),
        })),
      );
      const gone = outcomes.filter(({ taken }) => taken === 'gone').map(({ id }) => id);
      return outcomes.some(({ taken }) => taken === 'taken')
        ? { step: 'send', gone }
        : { step: 'bounce', gone, why: 'no device takes it' };
    }
  }
};
