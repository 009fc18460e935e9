/**
 * Use cases of every door, touching everything there is to touch, so that no rule about templates holds for want of a
 * case.
 */
import * as z from 'zod';
import { type Declaration, useCaseFile } from '../../infra/declarations.ts';
import type { Access, Grant } from '../../shared/kernel/doors/access.ts';
import type { Contract } from '../../shared/kernel/doors/contract.ts';
import { event } from '../../shared/kernel/events.ts';

const granting = (...grants: Grant[]): Access => ({ access: { name: 'sample.everything', grants } });

const everything = granting(
  { on: 'table', actions: ['GetItem', 'UpdateItem'], keys: ['SAMPLE#*'] },
  { on: 'table', actions: ['GetItem', 'PutItem', 'DeleteItem', 'ConditionCheck'], keys: ['OTHER#*'] },
  { on: 'table', actions: ['Query'], keys: ['LIST#*'], index: 'gsi1' },
  { on: 'queue', queue: 'house', job: 'sample/carry' },
  { on: 'bucket', bucket: 'exports', actions: ['GetObject', 'PutObject', 'ListBucket'], prefix: 'settlements/' },
  { on: 'users', operations: ['SignUp', 'AdminGetUser'] },
  { on: 'mail' },
  { on: 'text' },
  { on: 'settings', names: ['PAYMENT_PROVIDER_URL', 'PAYMENT_PROVIDER_KEY'] },
);

const placed = event('sample-placed', 1, z.object({}), {});
const paid = event('sample-paid', 1, z.object({}), {});
const shippedAgain = event('sample-shipped', 2, z.object({}), {});

const contracts: Record<string, Contract> = {
  read: {
    door: 'endpoint',
    summary: 'Reads.',
    route: 'GET /v1/samples/{sampleId}',
    audience: 'shop',
    callers: 'anyone',
    idempotent: false,
    input: z.object({}),
    answer: { status: 200, schema: z.object({}) },
    problems: [],
    maxBody: 0,
    touches: [],
  },
  change: {
    door: 'endpoint',
    summary: 'Changes.',
    route: 'POST /v1/samples',
    audience: 'operator',
    callers: ['operator'],
    idempotent: true,
    input: z.object({}),
    answer: { status: 201, schema: z.object({}) },
    problems: [],
    maxBody: 1000,
    touches: [everything],
    timeout: 20_000,
    memory: 1024,
  },
  follow: {
    door: 'subscriber',
    summary: 'Follows.',
    on: [placed, paid, shippedAgain],
    final: [],
    concurrency: 10,
    touches: [everything],
  },
  carry: {
    door: 'job',
    summary: 'Carries.',
    on: [placed],
    final: [],
    message: z.unknown(),
    queue: 'house',
    touches: [everything],
  },
  expire: {
    door: 'deadline',
    summary: 'Expires.',
    payload: z.object({}),
    concurrency: 10,
    final: [],
    touches: [everything],
  },
  sweep: {
    door: 'schedule',
    summary: 'Sweeps.',
    expression: 'rate(1 minute)',
    inLanes: false,
    touches: [granting({ on: 'bus' })],
  },
  hear: {
    door: 'report',
    summary: 'Hears.',
    source: 'aws.sample',
    kinds: ['Sample Reported'],
    detail: z.object({}),
    concurrency: 10,
    touches: [everything],
  },
  relay: { door: 'stream', summary: 'Relays.', sortKeyPrefix: 'EVENT#', touches: [granting({ on: 'bus' })] },
};

export const sampleUseCases: Declaration[] = Object.entries(contracts).map(([name, contract]) => ({
  ...useCaseFile(`functions/sample/${name}.ts`),
  contract,
}));

/** As many endpoints as one wants, in contexts of 15, to see what size costs. */
export const manyEndpoints = (count: number): Declaration[] =>
  Array.from({ length: count }, (_, index) => ({
    ...useCaseFile(`functions/context-${Math.floor(index / 15)}/change-${index}.ts`),
    contract: { ...contracts['change']!, route: `POST /v1/samples-${index}` } as Contract,
  }));
