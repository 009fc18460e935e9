/** SES v2's SendEmail: the mail goes to the inbox, and what becomes of it is reported as SES does. */
import type { EventBus, Inbox } from '../types.ts';

interface Content {
  readonly Data?: string;
}

/** The body of `POST /v2/email/outbound-emails`. */
export interface SendEmailRequest {
  readonly FromEmailAddress?: string;
  readonly ConfigurationSetName?: string;
  readonly EmailTags?: readonly { readonly Name: string; readonly Value: string }[];
  readonly Destination?: Partial<Record<'ToAddresses' | 'CcAddresses' | 'BccAddresses', readonly string[]>>;
  readonly Content?: {
    readonly Simple?: {
      readonly Subject?: Content;
      readonly Body?: { readonly Text?: Content; readonly Html?: Content };
    };
  };
}

/** What SES refuses with `BadRequestException`. */
export class BadMail extends Error {}

/** Everybody that a mail goes to. */
export const recipientsOf = ({ Destination = {} }: SendEmailRequest): string[] => {
  const { ToAddresses = [], CcAddresses = [], BccAddresses = [] } = Destination;
  return [...ToAddresses, ...CcAddresses, ...BccAddresses];
};

/** Keeps one message for each recipient and answers as SES does. Throws `BadMail` for what is not a simple mail. */
export const sendEmail = (inbox: Inbox, request: SendEmailRequest): { MessageId: string } => {
  const simple = request.Content?.Simple;
  const recipients = recipientsOf(request);
  if (simple === undefined) throw new BadMail('Only Content.Simple is kept by the local inbox');
  if (recipients.length === 0) throw new BadMail('Missing required field Destination');
  if (simple.Subject?.Data === undefined || simple.Body === undefined) {
    throw new BadMail('Subject and Body are required');
  }
  const { Text, Html } = simple.Body;
  const added = recipients.map((to) =>
    inbox.add({
      channel: 'email',
      to,
      from: request.FromEmailAddress,
      subject: simple.Subject?.Data,
      text: Text?.Data ?? '',
      html: Html?.Data,
      kind: 'SendEmail',
    })
  );
  return { MessageId: added[0]!.id };
};

/**
 * What SES reports of mails to its mailbox simulator, whose addresses may carry a label: `bounce+ann@…`. Another server
 * than the simulator's does not deliver late, twice or not at all: `away@…` is the laptop's own, for a soft bounce.
 */
const simulated: Readonly<Record<string, { kind: string; report: object }>> = {
  bounce: {
    kind: 'Email Bounced',
    report: {
      eventType: 'Bounce',
      bounce: {
        bounceType: 'Permanent',
        bounceSubType: 'General',
        bouncedRecipients: [{ diagnosticCode: 'smtp; 550 5.1.1 user unknown' }],
      },
    },
  },
  away: {
    kind: 'Email Bounced',
    report: {
      eventType: 'Bounce',
      bounce: {
        bounceType: 'Transient',
        bounceSubType: 'MailboxFull',
        bouncedRecipients: [{ diagnosticCode: 'smtp; 552 5.2.2 mailbox full' }],
      },
    },
  },
  complaint: { kind: 'Email Complaint Received', report: { eventType: 'Complaint', complaint: {} } },
};
const delivered = { kind: 'Email Delivered', report: { eventType: 'Delivery', delivery: {} } };

/** Reports on the account's own bus what became of a mail that was sent with a configuration set. */
export const reportMail = (bus: Pick<EventBus, 'put'>, request: SendEmailRequest, messageId: string): void => {
  const { ConfigurationSetName, EmailTags = [] } = request;
  if (!ConfigurationSetName) return;
  for (const to of recipientsOf(request)) {
    const [, mailbox = ''] = /^(\w+)(?:\+[^@]*)?@simulator\.amazonses\.com$/.exec(to) ?? [];
    const { kind, report } = simulated[mailbox] ?? delivered;
    const tags = {
      'ses:configuration-set': [ConfigurationSetName],
      ...Object.fromEntries(EmailTags.map(({ Name, Value }) => [Name, [Value]])),
    };
    const Detail = JSON.stringify({ ...report, mail: { messageId, destination: [to], tags } });
    bus.put([{ Source: 'aws.ses', DetailType: kind, Detail, EventBusName: 'default' }]);
  }
};
