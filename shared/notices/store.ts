import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { item, number, string } from 'dynamodb-toolbox/schema';
import { operation } from '../kernel/access.ts';
import { after, days, epochSeconds, type Instant } from '../kernel/clock.ts';
import { write, type Write } from '../kernel/commit.ts';
import { get, table } from '../kernel/table.ts';

const MailItem = new Entity({
  name: 'mail',
  table,
  timestamps: false,
  schema: item({ id: string().key(), sentAt: string(), providerId: string(), expiresAt: number() }),
  computeKey: ({ id }) => ({ pk: `MAIL#${id}`, sk: 'SENT' }),
});

const keys = ['MAIL#*'];
const kept = days(90);

/** Which mails have gone out. A queue delivers twice; nobody wants to read twice. */
export const sentMails = {
  has: operation(
    'mails.has',
    [{ on: 'table', actions: ['GetItem'], keys }],
    async (id: string): Promise<boolean> => (await get(MailItem.build(GetItemCommand).key({ id }))) !== undefined,
  ),

  /** @param providerId under which SES knows it */
  record: operation(
    'mails.record',
    [{ on: 'table', actions: ['PutItem'], keys }],
    (id: string, providerId: string, sentAt: Instant): Write =>
      write(
        MailItem.build(PutTransaction).item({ id, sentAt, providerId, expiresAt: epochSeconds(after(sentAt, kept)) }),
      ),
  ),
};
