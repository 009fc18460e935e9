import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openQueuesAndBuckets, type QueuesAndBuckets } from '../../../../local/services/queues/queues-and-buckets.ts';
import { openQueues } from '../../../../local/services/queues/queues.ts';
import type { Queues } from '../../../../local/services/types.ts';
import { place } from '../fixtures/stacks.ts';

const arn = (name: string): string => `arn:aws:sqs:us-east-1:000000000000:${name}`;

describe.each(['in memory', 'kept on disk'])('queues %s', (where) => {
  let folder: string | undefined;
  let opened: QueuesAndBuckets;
  let queues: Queues;
  let sends: string[];

  beforeEach(async () => {
    sends = [];
    folder = where === 'in memory' ? undefined : mkdtempSync(join(tmpdir(), 'queues-'));
    opened = await openQueuesAndBuckets({ place, ...(folder && { dataDir: folder }) });
    const queue = (logicalId: string, properties: object) => ({
      stack: 's',
      logicalId,
      type: 'AWS::SQS::Queue',
      properties: { QueueName: logicalId, ...properties },
    });
    opened.addResources([
      queue('dead', {}),
      queue('jobs', { RedrivePolicy: { deadLetterTargetArn: arn('dead'), maxReceiveCount: 2 } }),
    ]);
    queues = openQueues({
      store: opened.queues,
      createMessage: opened.createMessage,
      region: 'us-east-1',
      onSend: (url) => sends.push(url),
    });
  });
  afterEach(async () => {
    await opened.stop();
    if (folder) rmSync(folder, { recursive: true });
  });

  it('hands over a message as a function gets it, and tells of its sending', () => {
    queues.send(arn('jobs'), '{"a":1}');
    expect(sends).toEqual(['http://127.0.0.1:4002/000000000000/jobs']);
    expect(queues.receive(arn('jobs'), 10)).toEqual([
      {
        messageId: expect.any(String),
        receiptHandle: expect.any(String),
        body: '{"a":1}',
        attributes: {
          ApproximateReceiveCount: '1',
          SentTimestamp: expect.stringMatching(/^\d+$/),
          SenderId: '000000000000',
          ApproximateFirstReceiveTimestamp: expect.stringMatching(/^\d+$/),
        },
        messageAttributes: {},
        md5OfBody: expect.stringMatching(/^[0-9a-f]{32}$/),
        eventSource: 'aws:sqs',
        eventSourceARN: arn('jobs'),
        awsRegion: 'us-east-1',
      },
    ]);
  });

  it('hides what was received, shows it again when released, and forgets it when deleted', () => {
    queues.send(arn('jobs'), 'x');
    const [first] = queues.receive(arn('jobs'), 1);
    expect(queues.receive(arn('jobs'), 1)).toEqual([]);
    queues.release(arn('jobs'), [first!.receiptHandle]);
    const [second] = queues.receive(arn('jobs'), 1);
    expect(second!.attributes.ApproximateReceiveCount).toBe('2');
    queues.delete(arn('jobs'), [second!.receiptHandle]);
    expect(queues.count(arn('jobs'))).toBe(0);
  });

  it('gives up what was received too often to the dead-letter queue', () => {
    queues.send(arn('jobs'), 'x');
    for (let i = 0; i < 2; i += 1) {
      queues.release(
        arn('jobs'),
        queues.receive(arn('jobs'), 1).map(({ receiptHandle }) => receiptHandle),
      );
    }
    expect(queues.receive(arn('jobs'), 1)).toEqual([]);
    expect([queues.count(arn('jobs')), queues.count(arn('dead'))]).toEqual([0, 1]);
  });

  it('knows no queue that does not exist', () => {
    expect(() => queues.send(arn('nothing'), 'x')).toThrow('There is no queue');
  });
});
