import * as z from 'zod';
import type { SandboxClock } from './clock.ts';
import { Fault, type Faults } from './faults.ts';
import { parse, type Route } from './server.ts';
import type { Webhooks } from './webhooks.ts';

const ClockMove = z.strictObject({ offsetMs: z.int() });

/** The doors by which a test steers a sandbox program: its faults, its clock, its webhooks, and back to the start. */
export const controlRoutes = ({
  clock,
  faults,
  webhooks,
  reset,
}: {
  clock: SandboxClock;
  faults: Faults;
  webhooks: Webhooks;
  reset: () => void;
}): Route[] => [
  {
    name: 'add-fault',
    call: 'POST /control/faults',
    faults: 'none',
    answer: ({ body }) => {
      faults.add(parse(Fault, body));
      return { status: 201, json: { faults: faults.list() } };
    },
  },
  {
    name: 'list-faults',
    call: 'GET /control/faults',
    faults: 'none',
    answer: () => ({ status: 200, json: { faults: faults.list() } }),
  },
  {
    name: 'clear-faults',
    call: 'DELETE /control/faults',
    faults: 'none',
    answer: () => {
      faults.clear();
      return { status: 200, json: { faults: [] } };
    },
  },
  {
    name: 'move-clock',
    call: 'POST /control/clock',
    faults: 'none',
    answer: ({ body }) => {
      clock.move(parse(ClockMove, body).offsetMs);
      return { status: 200, json: { now: clock.iso() } };
    },
  },
  {
    name: 'tally-webhooks',
    call: 'GET /control/webhooks',
    faults: 'none',
    answer: () => ({ status: 200, json: webhooks.tally() }),
  },
  {
    name: 'reset',
    call: 'POST /control/reset',
    faults: 'none',
    answer: () => {
      reset();
      return { status: 200, json: { now: clock.iso() } };
    },
  },
];
