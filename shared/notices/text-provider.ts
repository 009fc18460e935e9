import {
  ConflictException,
  PinpointSMSVoiceV2Client,
  SendTextMessageCommand,
  ValidationException,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { operation } from '../kernel/doors/access.ts';
import { env } from '../kernel/env.ts';
import type { Sent } from './message.ts';

interface TextMessage {
  readonly to: string;
  readonly text: string;
  /** What the service gives back with each report. */
  readonly tags: Readonly<Record<string, string>>;
}

let client: PinpointSMSVoiceV2Client | undefined;

/** Hands a text message to AWS End User Messaging, which reports on the account's bus what becomes of it. */
export const sendText = operation(
  'text.send',
  [{ on: 'text' }],
  async ({ to, text, tags }: TextMessage): Promise<Sent> => {
    client ??= new PinpointSMSVoiceV2Client({ maxAttempts: 3 });
    try {
      const { MessageId } = await client.send(
        new SendTextMessageCommand({
          DestinationPhoneNumber: to,
          OriginationIdentity: env('TEXT_SENDER'),
          MessageBody: text,
          MessageType: 'TRANSACTIONAL',
          Context: tags,
        }),
      );
      return { step: 'send', providerId: MessageId };
    } catch (error) {
      // The number cannot be one, has opted out, or its country is not served.
      if (error instanceof ValidationException || error instanceof ConflictException) {
        return { step: 'bounce', why: error.Reason ?? error.name };
      }
      throw error;
    }
  },
);
