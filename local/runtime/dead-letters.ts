/**
 * What could not be done and waits for a person: the messages of the dead-letter queues, and putting them to work
 * again.
 */
import { functionNameOf } from '../deployment/identifiers.ts';
import { physicalName, queueArn } from '../services/names.ts';
import type { Place, Queues, Resource, SQSRecord } from '../services/types.ts';

export interface DeadLetter {
  readonly queue: string;
  readonly messageId: string;
  readonly body: unknown;
}

export interface DeadLetters {
  list(): DeadLetter[];
  /** Hands every message of a queue, or of all of them, back to what it was meant for. Returns how many. */
  redrive(queue?: string): number;
}

interface Source {
  readonly arn: string;
  readonly name: string;
  /** The queue that gives up its messages to this one; none where only failed invocations are parked. */
  readonly of: string | undefined;
}

/** A failed invocation as it is parked. */
interface Parked {
  readonly requestContext: { readonly functionArn: string };
  readonly requestPayload: unknown;
}

/**
 * @param resources what is deployed
 * @param invoke starts a function asynchronously
 */
export const createDeadLetters = (
  resources: readonly Resource[],
  place: Place,
  queues: Queues,
  invoke: (functionName: string, event: unknown) => void,
): DeadLetters => {
  const sources = deadLetterQueues(resources, place);
  /** A queue gives ten at a time. */
  const take = ({ arn }: Source): SQSRecord[] => {
    const taken: SQSRecord[] = [];
    for (let some = queues.receive(arn, 10); some.length > 0; some = queues.receive(arn, 10)) taken.push(...some);
    return taken;
  };

  return {
    list: () =>
      sources.flatMap((source) => {
        const records = take(source);
        queues.release(
          source.arn,
          records.map(({ receiptHandle }) => receiptHandle),
        );
        return records.map(({ messageId, body }) => ({ queue: source.name, messageId, body: parsed(body) }));
      }),
    redrive: (queue) => {
      let count = 0;
      for (const source of sources.filter(({ name }) => queue === undefined || name === queue)) {
        for (const { body, receiptHandle } of take(source)) {
          const letter = parsed(body);
          if (isParked(letter)) invoke(functionNameOf(letter.requestContext.functionArn)!, letter.requestPayload);
          else if (source.of) queues.send(source.of, body);
          queues.delete(source.arn, [receiptHandle]);
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

const isParked = (letter: unknown): letter is Parked =>
  typeof letter === 'object' && letter !== null && 'requestContext' in letter && 'requestPayload' in letter;

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
};
