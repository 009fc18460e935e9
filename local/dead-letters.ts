/**
 * What could not be done and waits for a person: the messages of the dead-letter queues, and putting them to work
 * again.
 */
import type { Message } from '@aws-sdk/client-sqs';
import { functionNameOf } from './identifiers.ts';
import type { Queues } from './queues.ts';
import { physicalName, queueArn } from './services/names.ts';
import type { Place, Resource } from './services/types.ts';

export interface DeadLetter {
  readonly queue: string;
  readonly messageId: string;
  readonly body: unknown;
}

export interface DeadLetters {
  list(): Promise<DeadLetter[]>;
  /** Hands every message of a queue, or of all of them, back to what it was meant for. Returns how many. */
  redrive(queue?: string): Promise<number>;
}

interface Source {
  readonly arn: string;
  readonly name: string;
  /** The queue that gives up its messages to this one; none where failed invocations are parked. */
  readonly of: string | undefined;
}

/**
 * @param resources what is deployed
 * @param invoke starts a function asynchronously
 */
export const createDeadLetters = (
  resources: readonly Resource[],
  place: Place,
  queues: Queues,
  invoke: (functionName: string, event: unknown) => Promise<void>,
): DeadLetters => {
  const sources = deadLetterQueues(resources, place);

  const take = async ({ arn }: Source, visibilitySeconds: number): Promise<Message[]> => {
    const taken: Message[] = [];
    for (;;) {
      const messages = await queues.receive(arn, 10, visibilitySeconds);
      if (messages.length === 0) return taken;
      taken.push(...messages);
    }
  };

  return {
    list: async () => {
      const letters: DeadLetter[] = [];
      for (const source of sources) {
        const messages = await take(source, 30);
        await queues.release(
          source.arn,
          messages.map(({ ReceiptHandle }) => ReceiptHandle!),
        );
        letters.push(
          ...messages.map(({ MessageId, Body }) => ({
            queue: source.name,
            messageId: MessageId!,
            body: parsed(Body!),
          })),
        );
      }
      return letters;
    },
    redrive: async (queue) => {
      let count = 0;
      for (const source of sources.filter(({ name }) => queue === undefined || name === queue)) {
        for (const { Body, ReceiptHandle } of await take(source, 30)) {
          if (source.of) await queues.send(source.of, Body!);
          else {
            const { requestContext, requestPayload } = parsed(Body!) as {
              requestContext: { functionArn: string };
              requestPayload: unknown;
            };
            await invoke(functionNameOf(requestContext.functionArn)!, requestPayload);
          }
          await queues.delete(source.arn, [ReceiptHandle!]);
          count += 1;
        }
      }
      return count;
    },
  };
};

/** Queues that another queue's redrive policy or a function's failure destination names. */
const deadLetterQueues = (resources: readonly Resource[], place: Place): Source[] => {
  const nameOf = (arn: string): string => arn.slice(arn.lastIndexOf(':') + 1);
  const found = new Map<string, Source>();
  for (const resource of resources) {
    if (resource.type === 'AWS::SQS::Queue') {
      const policy = resource.properties.RedrivePolicy as { deadLetterTargetArn?: string } | undefined;
      const arn = policy?.deadLetterTargetArn;
      if (arn) found.set(arn, { arn, name: nameOf(arn), of: queueArn(place, physicalName(resource, place)) });
    } else if (resource.type === 'AWS::Lambda::EventInvokeConfig') {
      const { DestinationConfig } = resource.properties as {
        DestinationConfig?: { OnFailure?: { Destination?: string } };
      };
      const arn = DestinationConfig?.OnFailure?.Destination;
      if (arn) found.set(arn, { arn, name: nameOf(arn), of: undefined });
    }
  }
  return [...found.values()];
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
};
