import { describe, expect, it } from 'vitest';
import { openEventBus } from '../../../../local/services/events/event-bus.ts';
import type { LocalEventBus, PendingDelivery } from '../../../../local/services/events/event-bus.ts';
import { matchesPattern } from '../../../../local/services/events/event-pattern.ts';
import type { BusEvent, DeliverToTarget, EventPattern } from '../../../../local/services/types.ts';

const event = {
  source: 'jishi.ordering',
  'detail-type': 'OrderPlaced',
  resources: ['a', 'b'],
  detail: { state: 'paid', total: 250, buyer: { id: 'B1' }, tags: ['new', 'gift'], note: null },
};

const patterns: [EventPattern, boolean][] = [
  [{ source: ['jishi.ordering'] }, true],
  [{ source: ['jishi.payments', 'jishi.ordering'] }, true],
  [{ source: ['jishi.payments'] }, false],
  [{ 'detail-type': ['OrderPlaced'], source: ['jishi.payments'] }, false],
  [{ detail: { state: ['paid'] } }, true],
  [{ detail: { buyer: { id: ['B1'] } } }, true],
  [{ detail: { buyer: { id: ['B2'] } } }, false],
  [{ detail: { total: [250] } }, true],
  [{ detail: { total: ['250'] } }, false],
  [{ detail: { note: [null] } }, true],
  [{ detail: { tags: ['gift'] } }, true],
  [{ resources: ['b'] }, true],
  [{ source: [{ prefix: 'jishi.' }] }, true],
  [{ source: [{ prefix: 'other.' }] }, false],
  [{ source: [{ suffix: '.ordering' }] }, true],
  [{ source: [{ 'equals-ignore-case': 'JISHI.ordering' }] }, true],
  [{ source: [{ wildcard: 'jishi.*ring' }] }, true],
  [{ source: [{ wildcard: 'jishi?ordering' }] }, false],
  [{ detail: { state: [{ 'anything-but': 'paid' }] } }, false],
  [{ detail: { state: [{ 'anything-but': ['open', 'closed'] }] } }, true],
  [{ detail: { state: [{ 'anything-but': { prefix: 'pa' } }] } }, false],
  [{ detail: { missing: [{ 'anything-but': 'x' }] } }, false],
  [{ detail: { state: [{ exists: true }] } }, true],
  [{ detail: { missing: [{ exists: true }] } }, false],
  [{ detail: { missing: [{ exists: false }] } }, true],
  [{ detail: { missing: { deeper: [{ exists: false }] } } }, true],
  [{ detail: { total: [{ numeric: ['>', 200] }] } }, true],
  [{ detail: { total: [{ numeric: ['>', 200, '<=', 240] }] } }, false],
  [{ detail: { total: [{ numeric: ['=', 250] }] } }, true],
  [{ detail: { state: [{ numeric: ['>', 0] }] } }, false],
  [{ detail: { $or: [{ state: ['open'] }, { total: [{ numeric: ['<', 300] }] }] } }, true],
  [{ detail: { $or: [{ state: ['open'] }, { total: [1] }] } }, false],
];

describe('event patterns', () => {
  it.each(patterns)('%j fits: %s', (pattern, fits) => {
    expect(matchesPattern(pattern, event)).toBe(fits);
  });

  it('refuses a test that it does not know', () => {
    expect(() => matchesPattern({ source: [{ cidr: '10.0.0.0/8' }] }, event)).toThrow('cidr');
  });
});

describe('the event bus', () => {
  const open = (
    deliver: DeliverToTarget,
    pending = new Map<string, PendingDelivery>(),
    onFault = (): void => undefined,
  ): LocalEventBus => {
    const bus = openEventBus({
      place: { region: 'eu-west-1', accountId: '000000000000', endpointUrl: 'http://127.0.0.1:1' },
      now: () => new Date('2025-03-01T12:00:00.500Z'),
      pending,
      deliver,
      onFault,
    });
    bus.setRules([
      {
        stack: 'Ordering',
        logicalId: 'Rule',
        type: 'AWS::Events::Rule',
        properties: {
          EventBusName: 'jishi',
          EventPattern: { source: ['jishi.ordering'] },
          Targets: [
            { Id: 'T', Arn: 'arn:f1' },
            { Id: 'U', Arn: 'arn:f2' },
          ],
        },
      },
    ]);
    return bus;
  };
  const entry = {
    EventBusName: 'jishi',
    Source: 'jishi.ordering',
    DetailType: 'OrderPlaced',
    Detail: '{"orderId":"1"}',
  };

  it('takes an event to each target of the rules of its bus that it fits', async () => {
    const delivered: [string, BusEvent][] = [];
    const bus = open(async (arn, told) => void delivered.push([arn, told]));
    bus.put([entry, { ...entry, Source: 'jishi.payments' }, { ...entry, EventBusName: 'default' }]);
    await bus.idle();
    expect(delivered.map(([arn]) => arn)).toEqual(['arn:f1', 'arn:f2']);
    expect(delivered[0]?.[1]).toMatchObject({
      version: '0',
      source: 'jishi.ordering',
      'detail-type': 'OrderPlaced',
      detail: { orderId: '1' },
      account: '000000000000',
      region: 'eu-west-1',
      time: '2025-03-01T12:00:00Z',
      resources: [],
    });
  });

  it('publishes the good entries of a call and names the bad ones', () => {
    const bus = open(async () => undefined);
    const answer = bus.putEvents([entry, { ...entry, Detail: 'no json' }, { ...entry, Source: '' }]);
    expect(answer.FailedEntryCount).toBe(2);
    expect(answer.Entries).toEqual([
      { EventId: expect.any(String) },
      { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' },
      expect.objectContaining({ ErrorCode: 'InvalidArgument' }),
    ]);
  });

  it('tries a failed delivery again', async () => {
    const calls: string[] = [];
    const bus = open(async (arn) => {
      calls.push(arn);
      if (arn === 'arn:f1' && calls.filter((call) => call === arn).length === 1) throw new Error('not yet');
    });
    bus.put([entry]);
    await bus.idle();
    expect(calls).toEqual(['arn:f1', 'arn:f2', 'arn:f1']);
  });

  it('delivers after a restart what a stop left over', async () => {
    const pending = new Map<string, PendingDelivery>();
    const first = open(async () => {
      throw new Error('the target is down');
    }, pending);
    first.put([entry]);
    await first.stop();
    expect(pending.size).toBe(2);

    const second = await new Promise<string[]>((resolve) => {
      const delivered: string[] = [];
      open(async (arn) => {
        delivered.push(arn);
        if (delivered.length === 2) resolve(delivered);
      }, pending);
    });
    expect(second).toEqual(['arn:f1', 'arn:f2']);
    await expect.poll(() => pending.size).toBe(0);
  });
});
