import { problemTable } from './registered.ts';

/** Every way a request can be refused (RFC 9457), as the contexts register them. */
export type ProblemCode = keyof typeof problemTable;

/** One fault of the input: where (JSON path) and why. */
export interface Fault {
  path: string;
  message: string;
}

/** A refusal that the caller can act on. Anything else that is thrown answers `internal` and is logged. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly detail: string | undefined;
  readonly faults: readonly Fault[] | undefined;

  constructor(code: ProblemCode, detail?: string, faults?: readonly Fault[]) {
    super(`${code}${detail ? `: ${detail}` : ''}`);
    this.code = code;
    this.detail = detail;
    this.faults = faults;
  }

  get status(): number {
    return problemTable[this.code].status;
  }

  /** The body of the answer, `application/problem+json`. @param instance the request's id, which support can look up */
  body(instance: string): ProblemBody {
    return {
      type: `https://jishi.dev/problems/${this.code}`,
      title: problemTable[this.code].title,
      status: this.status,
      code: this.code,
      ...(this.detail && { detail: this.detail }),
      ...(this.faults && { faults: [...this.faults] }),
      instance,
    };
  }
}

/** Somebody else was faster: the decision rests on what is no more, and is worth another try on what they left. */
export class Overtaken extends Problem {
  constructor(detail?: string) {
    super('conflict', detail);
  }
}

/**
 * What must never be is: an invariant does not hold, and nobody outside can do anything about it. No `Problem`, so that
 * nothing takes it for a refusal: it answers `internal`, is counted, and what nobody waits for is parked with it.
 */
export class Broken extends Error {}

/**
 * What a subscriber, job or deadline may declare as final: that nothing is to be done, or not any more. What the next
 * attempt may settle by itself is never that.
 */
export type FinalCode = Exclude<ProblemCode, 'conflict' | 'unavailable' | 'internal'>;

/** It was there, and is not any more: whoever comes by an old address is told what to look at instead. */
export class Gone extends Problem {
  /** The id of that; none when there is nothing like it. */
  readonly see: string | undefined;

  constructor(see?: string) {
    super('gone');
    this.see = see;
  }

  override body(instance: string): ProblemBody {
    return { ...super.body(instance), ...(this.see && { see: this.see }) };
  }
}

/** A limit is used up. */
export class TooManyRequests extends Problem {
  /** Seconds until it begins anew. */
  readonly retryAfter: number;

  constructor(retryAfter: number) {
    super('too-many-requests');
    this.retryAfter = retryAfter;
  }
}

export interface ProblemBody {
  type: string;
  title: string;
  status: number;
  code: ProblemCode;
  detail?: string;
  faults?: Fault[];
  /** What to look at instead of what is gone. */
  see?: string;
  instance: string;
}
