/**
 * Every event's sample through every use case that follows it, twice. Nobody has ever heard of the things in it: whoever
 * needs one asks for another attempt, for it can only have been lost; nothing else fails.
 */
import { inject, describe, expect, it } from 'vitest';
import { loadDeclarations, through, type Declaration } from '../../infra/declarations.ts';
import { namesOf } from '../../shared/kernel/doors/access.ts';
import { eventSource, type EventDeclaration } from '../../shared/kernel/events.ts';
import { delivery } from '../support/control.ts';
import { linesOf } from '../support/logs.ts';

const declarations = await loadDeclarations();
const followers = declarations.flatMap((declaration) =>
  'on' in declaration.contract
    ? declaration.contract.on.map((event) => [declaration.id, event.eventName, declaration, event] as const)
    : []
);

const invoke = async (
  id: string,
  event: object,
): Promise<{ ok: boolean; result?: { batchItemFailures?: unknown[] } }> => {
  const answer = await fetch(`${inject('cloud').control}/invoke/${id}`, {
    method: 'POST',
    body: JSON.stringify(event),
  });
  expect(answer.status, await answer.clone().text()).toBe(200);
  return answer.json() as Promise<{ ok: boolean }>;
};

/** The event as it reaches this door: from the bus, or through the queue. */
const delivered = ({ id, contract }: Declaration, { eventName, version, sample }: EventDeclaration): object => {
  const envelope = {
    id: `SAMPLE#${eventName}@1.0`,
    type: eventName,
    schemaVersion: version,
    aggregate: `SAMPLE#${eventName}`,
    aggregateVersion: 1,
    occurredAt: '2026-11-22T08:00:00.000Z',
    correlationId: 'sample-sample',
    causationId: 'sample-sample',
    actor: 'sample',
    data: sample,
  };
  return contract.door === 'job'
    ? delivery(id, envelope)
    : { source: eventSource, 'detail-type': eventName, detail: envelope };
};

/** Whether it cannot do without something that was written before the event was told. */
const needs = ({ contract }: Declaration): boolean =>
  contract.touches.flatMap(namesOf).some((name) => name.endsWith('.need'));

describe('every follower', () => {
  it.each(followers)(
    '%s takes the sample of %s, twice, and asks for another attempt only if it misses what it needs [PLT-03]',
    async (id, eventName, declaration, event) => {
      const errors = () =>
        linesOf(id).filter(({ level, id: about }) => level === 'ERROR' && about === `SAMPLE#${eventName}@1.0`);
      for (let time = 0; time < 2; time += 1) {
        const before = errors().length;
        const { ok, result } = await invoke(id, delivered(declaration, event));
        const done = ok && !result?.batchItemFailures?.length;
        const found = errors().slice(before).map(({ error }) => error?.message);
        expect(found).toEqual(done ? [] : ['not-found']);
        if (!done) expect(needs(declaration)).toBe(true);
      }
    },
  );
});

describe('every schedule', () => {
  it.each(declarations.filter(through('schedule')).map(({ id }) => [id]))('%s can run twice in a row', async (id) => {
    for (let time = 0; time < 2; time += 1) expect(await invoke(id, {})).toMatchObject({ ok: true });
  });
});
