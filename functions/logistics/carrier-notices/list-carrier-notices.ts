import * as z from 'zod';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { page, pageInput } from '../../../shared/kernel/store/page.ts';
import { PileId } from '../../../shared/logistics/notice-pile.ts';
import { CarrierNoticeRow, noticeRow } from '../../../shared/logistics/notice-view.ts';
import { carrierNotices, noticesOn } from '../../../shared/logistics/store.ts';

export const { contract, handler } = endpoint({
  summary: 'Lists the notices of a carrier that nothing could be done with for one reason, newest first.',
  route: 'GET /v1/carrier-notice-piles/{pileId}/notices',
  audience: 'operator',
  callers: ['operator', 'support', 'admin'],
  input: z.strictObject({ pileId: PileId, ...pageInput }),
  answer: { 200: page(CarrierNoticeRow) },
  problems: ['invalid-cursor'],
  touches: [carrierNotices.onPile, carrierNotices.get],
}, async ({ input: { pileId, ...request } }) => {
  const { items: ids, cursor } = await carrierNotices.onPile(noticesOn(pileId), { ...request, newestFirst: true });
  const notices = await Promise.all(ids.map(({ id }) => carrierNotices.get(id)));
  return { items: notices.flatMap((notice) => (notice ? [noticeRow(notice)] : [])), cursor };
});
