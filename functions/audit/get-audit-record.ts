import * as z from 'zod';
import { AuditId, AuditView, auditView } from '../../shared/audit/views.ts';
import { audit } from '../../shared/kernel/policy/audit-store.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { Problem } from '../../shared/kernel/problems.ts';

export const { contract, handler } = endpoint({
  summary: 'Shows an audit record with each field that was changed, before and after.',
  route: 'GET /v1/audit/records/{record}',
  audience: 'operator',
  callers: ['admin'],
  audited: true,
  input: z.strictObject({ record: AuditId }),
  answer: { 200: AuditView },
  problems: ['not-found'],
  touches: [audit.get],
}, async ({ input }) => {
  const record = await audit.get(input.record);
  if (!record) throw new Problem('not-found');
  return auditView(record);
});
