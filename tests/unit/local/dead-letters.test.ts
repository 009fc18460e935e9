import { describe, expect, it } from 'vitest';
import { createDeadLetters } from '../../../local/runtime/dead-letters.ts';
import type { Queues, SQSRecord } from '../../../local/services/types.ts';
import { resolveStacks } from '../../../local/deployment/template.ts';
import { foundation, ordering, place } from './fixtures/stacks.ts';

const deadArn = 'arn:aws:sqs:us-east-1:000000000000:shop-dead';
const jobsArn = 'arn:aws:sqs:us-east-1:000000000000:shop-ordering-Jobs';
const parked = {
  requestContext: { functionArn: 'arn:aws:lambda:us-east-1:000000000000:function:shop-place-order:$LATEST' },
  requestPayload: { orderId: 'ord_1' },
};

const start = (...bodies: string[]) => {
  const left = new Map(bodies.map((body, i) => [String(i), body]));
  const taken = new Set<string>();
  const sent: [string, string][] = [];
  const invoked: [string, unknown][] = [];
  const queues: Queues = {
    send: (arn, body) => sent.push([arn, body]),
    receive: (arn, max) => {
      const some = arn === deadArn ? [...left].filter(([id]) => !taken.has(id)).slice(0, Math.min(max, 10)) : [];
      for (const [id] of some) taken.add(id);
      return some.map(([id, body]) => ({ messageId: `m${id}`, receiptHandle: id, body }) as SQSRecord);
    },
    delete: (_, handles) => handles.forEach((handle) => left.delete(handle)),
    release: (_, handles) => handles.forEach((handle) => taken.delete(handle)),
    count: () => left.size,
  };
  const resources = resolveStacks([foundation, ordering], place, (_, name) => name);
  const deadLetters = createDeadLetters(resources, place, queues, (name, event) => invoked.push([name, event]));
  return { deadLetters, left, sent, invoked };
};

describe('dead-letters', () => {
  it('lists what waits for a person', () => {
    const { deadLetters } = start('{"a":1}', 'no JSON');
    expect(deadLetters.list()).toEqual([
      { queue: 'shop-dead', messageId: 'm0', body: { a: 1 } },
      { queue: 'shop-dead', messageId: 'm1', body: 'no JSON' },
    ]);
  });

  it('lists and redrives all of them, though a queue gives ten at a time', () => {
    const { deadLetters, left } = start(...Array.from({ length: 25 }, (_, i) => `{"a":${i}}`));
    expect(deadLetters.list()).toHaveLength(25);
    expect(deadLetters.redrive()).toBe(25);
    expect(left.size).toBe(0);
  });

  it('gives a message back to its queue, and an event to its function', () => {
    const { deadLetters, left, sent, invoked } = start('{"a":1}', JSON.stringify(parked));
    expect(deadLetters.redrive('shop-dead')).toBe(2);
    expect(sent).toEqual([[jobsArn, '{"a":1}']]);
    expect(invoked).toEqual([['shop-place-order', { orderId: 'ord_1' }]]);
    expect(left.size).toBe(0);
  });

  it('leaves other queues alone', () => {
    const { deadLetters, left } = start('{"a":1}');
    expect(deadLetters.redrive('another')).toBe(0);
    expect(left.size).toBe(1);
  });
});
