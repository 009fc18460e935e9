import * as z from 'zod';
import { endpoint } from '../../shared/kernel/endpoint.ts';
import { CarrierName } from '../../shared/logistics/carrier.ts';
import { carriers, readNotice } from '../../shared/logistics/carriers.ts';
import { carrierNoticeReceived } from '../../shared/logistics/events.ts';
import { noticeId, receiveNotice } from '../../shared/logistics/notice.ts';
import { carrierNotices } from '../../shared/logistics/store.ts';

export const { contract, handler } = endpoint({
  summary: 'Takes in what a carrier reports of a parcel; the signature says that it is the carrier.',
  route: 'POST /v1/hooks/carriers/{carrier}',
  audience: 'shop',
  callers: 'anyone',
  // A carrier adds fields to its notices when it likes.
  input: z.looseObject({ carrier: CarrierName }),
  answer: { 204: z.void() },
  problems: ['signature-invalid', 'conflict'],
  verify: carriers.verify,
  touches: [carriers.verify, carrierNotices.get, carrierNotices.save],
  emits: [carrierNoticeReceived],
}, async ({ input: { carrier, ...body }, now, commit }) => {
  const notice = readNotice(carrier, body);
  if (await carrierNotices.get(noticeId(carrier, notice))) return;
  await commit({ writes: [carrierNotices.save(receiveNotice(carrier, notice, now))] });
});
