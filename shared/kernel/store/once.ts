import { createHash } from 'node:crypto';
import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { item, number, string } from 'dynamodb-toolbox/schema';
import { operation } from '../doors/access.ts';
import { after, days, epochSeconds } from '../values/clock.ts';
import { write, type Write } from './commit.ts';
import { invocation } from '../doors/invocation.ts';
import { Problem } from '../problems.ts';
import { get, table } from './table.ts';

/**
 * How long a request can be repeated with its key: DynamoDB's own token lasts ten minutes, a client's retry may come
 * after weeks.
 */
const keptFor = days(400);

const RequestItem = new Entity({
  name: 'request',
  table,
  timestamps: false,
  schema: item({
    caller: string().key(),
    useCase: string().key(),
    key: string().key(),
    inputHash: string(),
    answer: string(),
    expiresAt: number(),
  }),
  computeKey: ({ caller, useCase, key }) => ({ pk: `IDEM#${caller}`, sk: `${useCase}#${key}` }),
});

/** A request that carries an `Idempotency-Key`. */
export interface Repeatable {
  readonly caller: string;
  readonly key: string;
  readonly inputHash: string;
}

/** The first answer to a repeated request, thrown from the transaction that would have run it again. */
export class Repeated extends Error {
  readonly answer: unknown;

  constructor(answer: unknown) {
    super('This request has been answered before');
    this.answer = answer;
  }
}

export const hashOf = (input: unknown): string =>
  createHash('sha256').update(JSON.stringify(input)).digest('base64url');

const replay = (request: Repeatable, inputHash: unknown, answer: unknown): Error =>
  inputHash === request.inputHash
    ? new Repeated(JSON.parse(String(answer)) ?? undefined)
    : new Problem('idempotency-key-reused');

export const requests = {
  /**
   * Remembers the answer in the transaction of its effect. Fails with `Repeated` when the request has been answered
   * before.
   */
  remember: operation(
    'requests.remember',
    [{ on: 'table', actions: ['PutItem'], keys: ['IDEM#*'] }],
    (request: Repeatable, answer: unknown): Write => {
      const { useCase, now } = invocation();
      const { caller, key, inputHash } = request;
      return write(
        RequestItem.build(PutTransaction)
          .item({
            caller,
            useCase,
            key,
            inputHash,
            answer: JSON.stringify(answer ?? null),
            expiresAt: epochSeconds(after(now, keptFor)),
          })
          .options({ condition: { attr: 'key', exists: false } }),
        (old) => replay(request, old?.['inputHash'], old?.['answer']),
      );
    },
  ),

  /**
   * The outcome of an earlier run of this request, if there was one: `Repeated`, or the problem that its key was
   * reused.
   */
  recall: operation(
    'requests.recall',
    [{ on: 'table', actions: ['GetItem'], keys: ['IDEM#*'] }],
    async ({ caller, key, inputHash }: Repeatable): Promise<Error | undefined> => {
      const { useCase } = invocation();
      const found = await get(RequestItem.build(GetItemCommand).key({ caller, useCase, key }));
      return found && replay({ caller, key, inputHash }, found.inputHash, found.answer);
    },
  ),
};

const InboxItem = new Entity({
  name: 'inbox',
  table,
  timestamps: false,
  schema: item({ message: string().key(), useCase: string().key(), expiresAt: number() }),
  computeKey: ({ message, useCase }) => ({ pk: `INBOX#${message}`, sk: useCase }),
});

/** This message has had its effect already: nothing is left to do. */
export class Handled extends Error {}

export const inbox = {
  /** Marks a message as handled, in the transaction of its effect. Fails with `Handled` the second time. */
  handled: operation(
    'inbox.handled',
    [{ on: 'table', actions: ['PutItem'], keys: ['INBOX#*'] }],
    (message: string): Write => {
      const { useCase, now } = invocation();
      return write(
        InboxItem.build(PutTransaction).item({ message, useCase, expiresAt: epochSeconds(after(now, days(90))) })
          .options({ condition: { attr: 'message', exists: false } }),
        () => new Handled(),
      );
    },
  ),
};
