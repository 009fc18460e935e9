/** Counts what is asked of the services, so that the cost of a use case can be read off. */
import type { CounterRow, Counters } from './types.ts';

export interface RequestCounters extends Counters {
  count(
    functionName: string,
    service: string,
    operation: string,
    outcome: { refused: boolean; capacityUnits: number },
  ): void;
}

type Row = { -readonly [K in keyof CounterRow]: CounterRow[K] };

export const createCounters = (): RequestCounters => {
  const rows = new Map<string, Row>();
  return {
    count: (functionName, service, operation, { refused, capacityUnits }) => {
      const id = `${functionName} ${service} ${operation}`;
      let row = rows.get(id);
      if (row === undefined) {
        row = { functionName, service, operation, requests: 0, refused: 0, capacityUnits: 0 };
        rows.set(id, row);
      }
      row.requests += 1;
      if (refused) row.refused += 1;
      row.capacityUnits += capacityUnits;
    },
    snapshot: () => [...rows.values()].map((row) => ({ ...row })),
    reset: () => rows.clear(),
  };
};
