/** SES v2's SendEmail: the mail goes to the inbox. */
import type { Inbox } from './types.ts';

interface Content {
  readonly Data?: string;
}

/** The body of `POST /v2/email/outbound-emails`. */
export interface SendEmailRequest {
  readonly FromEmailAddress?: string;
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
