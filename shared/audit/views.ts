import * as z from 'zod';
import type { AuditRecord } from '../kernel/policy/audit.ts';
import type { AuditSummary } from '../kernel/policy/audit-store.ts';
import { Instant } from '../kernel/values/clock.ts';

export const AuditId = z.string().regex(/^\d{4}-\d{2}-\d{2}\.\d{2}\.\d{10}$/, 'must be the id of an audit record').meta(
  {
    examples: ['2026-11-22.07.0000000012'],
  },
);

/** Who did what to whom, and why. */
export const AuditRow = z.object({
  id: AuditId,
  at: Instant,
  actor: z.string().meta({ description: "An account's id, or `operator` for a command of the deployment" }),
  useCase: z.string(),
  kind: z.enum(['change', 'read']),
  thing: z.string().optional(),
  subject: z.string().optional().meta({ description: 'The account or the shop that it is about' }),
  reason: z.string().optional(),
  address: z.string().optional().meta({ description: 'The network address that the request came from' }),
  correlationId: z.string(),
});

export const auditRow = (summary: AuditSummary): z.input<typeof AuditRow> => summary;

/** A record with what it was asked for with, and what was changed: each field before and after. */
export const AuditView = AuditRow.extend({
  input: z.unknown(),
  changes: z.array(z.object({
    thing: z.string(),
    fields: z.record(z.string(), z.object({ before: z.unknown().optional(), after: z.unknown().optional() })),
  })),
  previous: z.string(),
  hash: z.string(),
});

export const auditView = ({ details, ...record }: AuditRecord): z.input<typeof AuditView> => ({
  ...record,
  ...JSON.parse(details) as Pick<z.input<typeof AuditView>, 'input' | 'changes'>,
});
