/** SendTextMessage of AWS End User Messaging, behind the gate: the text goes to the inbox. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Gate } from '../gate.ts';
import { answerError, answerJson, readJson } from '../http-answers.ts';
import type { EventBus, Inbox } from '../types.ts';

interface SendTextMessageRequest {
  readonly DestinationPhoneNumber?: string;
  readonly OriginationIdentity?: string;
  readonly MessageBody?: string;
  readonly Context?: Readonly<Record<string, string>>;
}

/** Numbers of which AWS's simulator says that they are none; all others take what they get. */
const unreachable = /^\+1425555\d{4}$/;

export const serveText = async (
  { gate, inbox, bus }: { gate: Gate; inbox: Inbox; bus: EventBus },
  request: IncomingMessage,
  response: ServerResponse,
  accessKeyId: string,
  operation: string,
): Promise<void> => {
  const input = (await readJson(request)) as SendTextMessageRequest;
  if (operation !== 'SendTextMessage') {
    return answerError(
      response,
      400,
      'UnknownOperationException',
      `The local cloud sends texts, and knows no ${operation}`,
    );
  }
  const { DestinationPhoneNumber: to = '', OriginationIdentity = '', MessageBody = '', Context = {} } = input;
  const accesses = [{ action: 'sms-voice:SendTextMessage', resource: OriginationIdentity }];
  if (gate.refuses(response, { accessKeyId, service: 'sms-voice', operation }, accesses)) return;
  gate.count(accessKeyId, 'sms-voice', operation);
  if (!/^\+[1-9]\d{6,14}$/.test(to) || !MessageBody || MessageBody.length > 1600) {
    return answerError(response, 400, 'ValidationException', 'The number or the text is none');
  }
  const { id } = inbox.add({ channel: 'sms', to, from: OriginationIdentity, text: MessageBody, kind: operation });
  answerJson(response, 200, { MessageId: id });
  const Detail = JSON.stringify({
    ...(unreachable.test(to)
      ? { eventType: 'TEXT_INVALID', messageStatusDescription: 'Phone number is invalid' }
      : { eventType: 'TEXT_DELIVERED', messageStatusDescription: 'Message has been accepted by phone' }),
    isFinal: true,
    messageId: id,
    destinationPhoneNumber: to,
    context: Context,
  });
  bus.put([{
    Source: 'aws.sms-voice',
    DetailType: 'Text Message Delivery Status Updated',
    Detail,
    EventBusName: 'default',
  }]);
};
