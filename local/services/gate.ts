/** Decides who may do what, and counts it; every service's door asks here. */
import type { ServerResponse } from 'node:http';
import type { RequestCounters } from './counters.ts';
import { answerError } from './http-answers.ts';
import { createAuthorizer } from './iam.ts';
import type { Access, Authorizer, Refusal } from './iam.ts';
import type { Policies } from './types.ts';

export interface Gate {
  /** Whether the key belongs to a function or the local cloud itself. */
  knows(accessKeyId: string): boolean;
  /** The first access that is not allowed; counts nothing. */
  refusal(accessKeyId: string, accesses: readonly Access[]): Refusal | undefined;
  /** Counts one request as let through or refused, and tells of the refusal. */
  count(accessKeyId: string | undefined, service: string, operation: string, outcome?: Outcome): void;
  /** Whether the caller was refused; it then has its answer and was counted. */
  refuses(response: ServerResponse, call: Call, accesses: readonly Access[], status?: number): boolean;
  setPolicies(policies: Policies): void;
}

/** Who asks for what. */
export interface Call {
  readonly accessKeyId: string;
  readonly service: string;
  readonly operation: string;
}

interface Outcome {
  readonly refusal?: Refusal;
  readonly capacityUnits?: number;
}

export const openGate = (counters: RequestCounters, onRefusal: (message: string) => void): Gate => {
  let authorizer: Authorizer = createAuthorizer(new Map());
  const gate: Gate = {
    knows: (accessKeyId) => authorizer.nameOf(accessKeyId) !== undefined,
    refusal: (accessKeyId, accesses) => authorizer.refusal(accessKeyId, accesses),
    count: (accessKeyId, service, operation, { refusal, capacityUnits = 0 } = {}) => {
      const name = accessKeyId === undefined ? '(unsigned)' : (authorizer.nameOf(accessKeyId) ?? '(unknown)');
      counters.count(name, service, operation, { refused: refusal !== undefined, capacityUnits });
      if (refusal !== undefined) onRefusal(refusal.message);
    },
    refuses: (response, { accessKeyId, service, operation }, accesses, status = 400) => {
      const refusal = authorizer.refusal(accessKeyId, accesses);
      if (refusal === undefined) return false;
      gate.count(accessKeyId, service, operation, { refusal });
      answerError(response, status, 'AccessDeniedException', refusal.message);
      return true;
    },
    setPolicies: (next) => {
      authorizer = createAuthorizer(next);
    },
  };
  return gate;
};
