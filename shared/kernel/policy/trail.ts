import { detailsOf, subjectIn } from './audit.ts';
import { audit, type OpenChain } from './audit-store.ts';
import { transact } from '../store/commit.ts';
import type { EndpointContract } from '../doors/contract.ts';
import { invocation } from '../doors/invocation.ts';
import type { Outcome } from '../doors/run.ts';
import { redact } from '../values/secret.ts';

/** The record that one decision of an audited request owes. */
export interface Trail {
  /** The outcome with its record among the writes: what is not recorded does not happen. */
  owed<A>(outcome: Outcome<A>): Promise<Outcome<A>>;
  /** Keeps a record of what is going to be answered, unless one was kept with a commit. */
  answered(answer: unknown): Promise<void>;
}

/** Begins a record: asks for the end of a chain at once, in the same round trip as what is read next. */
export const trailOf = (
  { route, input: schema, audited }: Pick<EndpointContract, 'route' | 'input' | 'audited'>,
  input: Record<string, unknown>,
  address: string | undefined,
): Trail => {
  const open: Promise<OpenChain> = audit.head();
  // Who is refused before the record is due never asks for it.
  open.catch(() => {});
  const { now: at, actor, useCase, correlationId } = invocation();
  let kept = false;

  const append = async ({ writes, answer }: Outcome<unknown>) => {
    const changes = writes.flat().flatMap(({ change }) => change ?? []);
    const reason = audited?.reason && input[audited.reason];
    return audit.append(await open, {
      at,
      actor,
      useCase,
      kind: route.startsWith('GET ') ? 'read' : 'change',
      thing: lastNamed(route, input) ?? changes[0]?.after.id,
      subject: subjectIn(...changes.map(({ after }) => after), answer, input),
      reason: typeof reason === 'string' ? reason : undefined,
      address,
      correlationId,
      details: detailsOf(redact(schema, input), changes),
    });
  };

  return {
    owed: async (outcome) => {
      kept = true;
      return { ...outcome, writes: [...outcome.writes, await append(outcome)] };
    },
    answered: async (answer) => {
      if (!kept) await transact([await append({ writes: [], answer })]);
    },
  };
};

/** What the path names last: `ord_…` of `/v1/orders/{orderId}`. */
const lastNamed = (route: string, input: Record<string, unknown>): string | undefined => {
  const name = route.match(/\{(\w+)\}(?!.*\{)/)?.[1];
  return name === undefined ? undefined : String(input[name]);
};
