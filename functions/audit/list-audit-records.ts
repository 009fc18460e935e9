import * as z from 'zod';
import { AuditRow, auditRow } from '../../shared/audit/views.ts';
import { actsAbout, actsBy, actsOn, audit } from '../../shared/kernel/policy/audit-store.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { page, pageInput } from '../../shared/kernel/store/page.ts';

const Name = z.string().min(1).max(128);

export const { contract, handler } = endpoint({
  summary: 'Lists who did what: by somebody, about an account or a shop, or to a thing; newest first.',
  route: 'GET /v1/audit/by/{relation}/{name}',
  audience: 'operator',
  callers: ['admin'],
  audited: true,
  input: z.strictObject({ relation: z.enum(['actor', 'subject', 'thing']), name: Name, ...pageInput }),
  answer: { 200: page(AuditRow) },
  problems: ['invalid-cursor'],
  touches: [audit.by, audit.about, audit.on],
}, async ({ input: { relation, name, ...request } }) => {
  const lists = {
    actor: () => audit.by(actsBy(name), request),
    subject: () => audit.about(actsAbout(name), request),
    thing: () => audit.on(actsOn(name), request),
  };
  const { items, cursor } = await lists[relation]();
  return { items: items.map(auditRow), cursor };
});
