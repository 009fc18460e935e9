/** SES v2's SendEmail behind the gate. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Gate } from '../gate.ts';
import { answerError, answerJson, readJson } from '../http-answers.ts';
import { BadMail, recipientsOf, reportMail, sendEmail } from './mail.ts';
import type { SendEmailRequest } from './mail.ts';
import type { EventBus, Inbox, Place } from '../types.ts';

/** Serves one `POST /v2/email/outbound-emails`. */
export const serveMail = async (
  { gate, place, inbox, bus }: { gate: Gate; place: Place; inbox: Inbox; bus: EventBus },
  request: IncomingMessage,
  response: ServerResponse,
  accessKeyId: string,
): Promise<void> => {
  const input = (await readJson(request)) as SendEmailRequest;
  const from = /<([^>]+)>/.exec(input.FromEmailAddress ?? '')?.[1] ?? input.FromEmailAddress ?? '';
  // As SES in its sandbox, where recipients are verified identities of the account as well.
  const identities = [from, ...recipientsOf(input)].map((identity) => `identity/${identity}`);
  const set = input.ConfigurationSetName ? [`configuration-set/${input.ConfigurationSetName}`] : [];
  const accesses = [...identities, ...set].map((resource) => ({
    action: 'ses:SendEmail',
    resource: `arn:aws:ses:${place.region}:${place.accountId}:${resource}`,
    context: { 'ses:FromAddress': [from] },
  }));
  if (gate.refuses(response, { accessKeyId, service: 'ses', operation: 'SendEmail' }, accesses, 403)) return;
  gate.count(accessKeyId, 'ses', 'SendEmail');
  try {
    const sent = sendEmail(inbox, input);
    answerJson(response, 200, sent);
    reportMail(bus, input, sent.MessageId);
  } catch (error) {
    if (!(error instanceof BadMail)) throw error;
    answerError(response, 400, 'BadRequestException', error.message);
  }
};
