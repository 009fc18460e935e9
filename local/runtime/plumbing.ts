/** What carries work from queues and streams to functions, as the templates connect them. */
import type { Deployment, QueueMappingSpec, StreamMappingSpec } from '../deployment/deployment.ts';
import type { Outcome } from './functions.ts';
import { mapQueue, type QueueMapping } from './queue-mapping.ts';
import { queueUrl } from '../services/names.ts';
import type { AwsServices, Place, StreamReader } from '../services/types.ts';

export interface PlumbingOptions {
  readonly place: Place;
  readonly services: Pick<AwsServices, 'queues' | 'onQueueSend' | 'readStream'>;
  readonly invoke: (functionName: string, event: unknown) => Promise<Outcome>;
}

export interface Plumbing {
  /** Connects what is not connected yet. */
  deploy(deployment: Deployment): void;
  /** Queues that have something to do. */
  busyQueues(): number;
  /** Resolves when every change to a table made so far has been read. */
  streamsIdle(): Promise<void>;
  counts(): { readonly queues: number; readonly streams: number };
  /** Ends the reading of queues; the streams end with the services. */
  stop(): Promise<void>;
}

export const createPlumbing = ({ place, services, invoke }: PlumbingOptions): Plumbing => {
  const queues = new Map<string, QueueMapping>();
  const streams = new Map<string, StreamReader>();
  services.onQueueSend((url) => queues.get(url)?.wake());

  const connectQueue = (spec: QueueMappingSpec): void => {
    const url = queueUrl(place, spec.queueArn.slice(spec.queueArn.lastIndexOf(':') + 1));
    if (!queues.has(url)) queues.set(url, mapQueue({ spec, queues: services.queues, invoke }));
  };

  const connectStream = ({ reader, streamArn, functionName, batchSize, filters }: StreamMappingSpec): void => {
    if (streams.has(reader)) return;
    const tableName = streamArn.split('/')[1]!;
    const deliver = async (Records: unknown[]): Promise<{ batchItemFailures?: { itemIdentifier: string }[] }> => {
      const outcome = await invoke(functionName, { Records });
      if (!outcome.ok) throw new Error(outcome.error.errorMessage);
      return outcome.result ?? {};
    };
    streams.set(reader, services.readStream({ reader, tableName, batchSize, filters, deliver }));
  };

  return {
    deploy: ({ queueMappings, streamMappings }) => {
      queueMappings.forEach(connectQueue);
      streamMappings.forEach(connectStream);
    },
    busyQueues: () => [...queues.values()].filter((queue) => !queue.idle()).length,
    streamsIdle: async () => {
      await Promise.all([...streams.values()].map((stream) => stream.idle()));
    },
    counts: () => ({ queues: queues.size, streams: streams.size }),
    stop: async () => {
      await Promise.all([...queues.values()].map((queue) => queue.stop()));
    },
  };
};
