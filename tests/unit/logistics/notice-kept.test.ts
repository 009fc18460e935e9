import { expect, it, vi } from 'vitest';
import { after, days, epochSeconds, instant } from '../../../shared/kernel/values/clock.ts';
import { carrierNoticeReceived, carrierNoticeUnread } from '../../../shared/logistics/events.ts';
import { leaveToPerson, receiveNotice } from '../../../shared/logistics/notice.ts';
import { noticeKept } from '../../../shared/logistics/policy.ts';
import { carrierNotices } from '../../../shared/logistics/store.ts';
import { asUseCase } from '../../support/use-case.ts';

it("a carrier's notice expires with all that is kept of it, counted from when it came", async () => {
  vi.stubEnv('TABLE_NAME', 'jishi-test');
  const now = instant(Date.UTC(2026, 10, 22));
  const scan = { step: 'delivered', at: now, place: '' } as const;
  const notice = { id: '1', waybill: 'SW1', reference: 'shp_1', scan };
  const changes = [receiveNotice('swift', '{}', undefined, now), receiveNotice('swift', '{}', notice, now)];
  changes.push(leaveToPerson(changes[1]!.after, 'unknown-parcel', after(now, days(3))));
  const items = await asUseCase(
    { now, touches: [carrierNotices.save], emits: [carrierNoticeReceived, carrierNoticeUnread] },
    async () => {
      const actions = changes.flatMap((change) => carrierNotices.save(change)).map(({ action }) =>
        typeof action === 'function' ? action() : action
      );
      return (await Promise.all(actions)).map((action) => action.params().Put!.Item!);
    },
  );
  expect(items).toHaveLength(6);
  expect(items.map(({ expiresAt }) => expiresAt as number)).toEqual(
    items.map(() => epochSeconds(after(now, noticeKept))),
  );
});
