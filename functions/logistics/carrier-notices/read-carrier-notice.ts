import * as z from 'zod';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { CarrierNoticeView, noticeView } from '../../../shared/logistics/notice-view.ts';
import { CarrierNoticeId } from '../../../shared/logistics/notice.ts';
import { carrierNotices } from '../../../shared/logistics/store.ts';

export const { contract, handler } = endpoint({
  summary: "Shows a carrier's notice as it came, to whoever has to find out what it means.",
  route: 'GET /v1/carrier-notices/{noticeId}',
  audience: 'operator',
  callers: ['operator', 'support', 'admin'],
  audited: true,
  input: z.strictObject({ noticeId: CarrierNoticeId }),
  answer: { 200: CarrierNoticeView },
  problems: ['not-found'],
  touches: [carrierNotices.need],
}, async ({ input: { noticeId } }) => noticeView(await carrierNotices.need(noticeId)));
