import * as z from 'zod';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { CarrierName } from '../../../shared/logistics/carriers/carrier.ts';
import { carriers, readNotice } from '../../../shared/logistics/carriers/carriers.ts';
import { carrierNoticeReceived, carrierNoticeUnread } from '../../../shared/logistics/events.ts';
import { receiveNotice } from '../../../shared/logistics/notice.ts';
import { carrierNotices } from '../../../shared/logistics/store.ts';

/** Whatever is signed is taken: a carrier that is refused tells the same again, and stops telling in the end. */
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
  emits: [carrierNoticeReceived, carrierNoticeUnread],
}, async ({ input: { carrier, ...body }, request, now, commit }) => {
  const notice = readNotice(carrier, body, now);
  if (notice === 'no-news') return;
  const change = receiveNotice(carrier, request.body, notice, now);
  if (await carrierNotices.get(change.after.id)) return;
  await commit({ writes: [carrierNotices.save(change)] });
});
