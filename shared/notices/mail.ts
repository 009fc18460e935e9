import { SendEmailCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import * as z from 'zod';
import { operation } from '../kernel/access.ts';
import { setting } from '../kernel/env.ts';
import { sender } from '../kernel/job.ts';
import { secret } from '../kernel/secret.ts';

/** One mail to one mailbox. Its id is the same for the same notice to the same mailbox. */
export type Mail = z.infer<typeof Mail>;
export const Mail = z.strictObject({
  id: z.string().min(1).max(1024),
  to: secret(z.email().max(254)),
  subject: secret(z.string().min(1).max(200)),
  text: secret(z.string().min(1).max(20_000)),
});

/** Queues mails. Queued twice, a mail is sent once. */
export const queueMail = sender('notices/send-mail', Mail);

let client: SESv2Client | undefined;
const utf8 = (Data: string) => ({ Data, Charset: 'UTF-8' });

/** Hands a mail to SES. Returns SES's id of it. */
export const sendMail = operation(
  'mail.send',
  [{ on: 'mail' }],
  async ({ to, subject, text }: Mail): Promise<string> => {
    client ??= new SESv2Client({ maxAttempts: 3 });
    const { MessageId } = await client.send(
      new SendEmailCommand({
        FromEmailAddress: setting('MAIL_FROM'),
        Destination: { ToAddresses: [to] },
        Content: { Simple: { Subject: utf8(subject), Body: { Text: utf8(text) } } },
      }),
    );
    return MessageId!;
  },
);
