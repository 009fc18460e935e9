import { BadRequestException, MessageRejected, SendEmailCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { operation } from '../kernel/doors/access.ts';
import { env, setting } from '../kernel/env.ts';
import type { Sent } from './message.ts';
import type { RenderedMail } from './render.ts';

interface Mail extends RenderedMail {
  readonly to: string;
  /** What SES gives back with each report: letters, digits, `-` and `_`. */
  readonly tags: Readonly<Record<string, string>>;
}

let client: SESv2Client | undefined;
const utf8 = (Data: string) => ({ Data, Charset: 'UTF-8' });

/** Hands a mail to SES, which reports on the account's bus what becomes of it. */
export const sendMail = operation(
  'mail.send',
  [{ on: 'mail' }],
  async ({ to, subject, text, html, tags }: Mail): Promise<Sent> => {
    client ??= new SESv2Client({ maxAttempts: 3 });
    try {
      const { MessageId } = await client.send(
        new SendEmailCommand({
          FromEmailAddress: setting('MAIL_FROM'),
          ConfigurationSetName: env('MAIL_CONFIGURATION_SET'),
          Destination: { ToAddresses: [to] },
          Content: { Simple: { Subject: utf8(subject), Body: { Text: utf8(text), Html: utf8(html) } } },
          EmailTags: Object.entries(tags).map(([Name, Value]) => ({ Name, Value })),
        }),
      );
      return { step: 'send', providerId: MessageId };
    } catch (error) {
      // It will say so the next time as well.
      if (error instanceof BadRequestException || error instanceof MessageRejected) {
        return { step: 'bounce', why: error.name };
      }
      throw error;
    }
  },
);
