import { Versions, VersionsInput, versionsOf } from '../../../shared/catalogue/revisions/versions-view.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary: 'Lists to a reviewer what was approved of a listing and when, the last one first, and in what each differs.',
  route: 'GET /v1/listing-reviews/{listingId}/versions',
  audience: 'operator',
  callers: ['reviewer', 'operator', 'admin'],
  input: VersionsInput,
  answer: { 200: Versions },
  problems: ['not-found', 'invalid-cursor'],
  touches: [versionsOf],
}, async ({ input }) => versionsOf(input));
