/** With what outside warehouse systems sign: as Standard Webhooks has it, with a secret that follows from its connection. */
import { createHmac } from 'node:crypto';
import { operation, type Grant } from '../../kernel/doors/access.ts';
import { verifyStandard, type RawRequest } from '../../kernel/doors/signature.ts';
import { setting } from '../../kernel/env.ts';
import { Problem } from '../../kernel/problems.ts';
import { minutes, type Instant } from '../../kernel/values/clock.ts';
import type { ConnectionId } from './connection.ts';

const grants: readonly Grant[] = [{ on: 'settings', names: ['WMS_SIGNING_KEY'] }];

/** How old a message may be: it is signed anew at each attempt. */
const messageAge = minutes(5);

const keyOf = (connectionId: string, edition: string | number): Buffer =>
  createHmac('sha256', setting('WMS_SIGNING_KEY')).update(`wms ${connectionId} ${edition}`).digest();

export const wmsKeys = {
  /** The secret of a connection, as Standard Webhooks writes one. It is kept nowhere. */
  secretOf: operation(
    'wms-keys.secret-of',
    grants,
    (connectionId: ConnectionId, edition: number): string => `whsec_${keyOf(connectionId, edition).toString('base64')}`,
  ),

  /** @throws Problem signature-invalid when it is not signed with the secret of its path, or is old */
  verify: operation('wms-keys.verify', grants, (request: RawRequest, now: Instant): void => {
    const [connectionId, edition] = [request.path('connectionId'), request.path('edition')];
    if (!connectionId || !edition) throw new Problem('signature-invalid');
    verifyStandard(request, keyOf(connectionId, edition), now, messageAge);
  }),
};
