import { beforeAll, expect, it, vi } from 'vitest';
import { files } from '../../../../shared/kernel/files/bucket.ts';
import { after, instant, minutes, seconds, type Instant } from '../../../../shared/kernel/values/clock.ts';
import { asUseCase } from '../../../support/use-case.ts';

beforeAll(() => {
  vi.stubEnv('AWS_REGION', 'eu-central-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'key');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
  vi.stubEnv('BUCKET_MEDIA', 'jishi-media');
});

const { link } = files('media', 'listings');
const linkAt = (now: Instant): Promise<URL> =>
  asUseCase({ now, touches: [link] }, async () => new URL(await link('shop/image')));

it('a signed address stays the same for five minutes, and is good for a quarter of an hour at any time', async () => {
  const first = instant(Date.UTC(2026, 10, 22, 8));
  const address = await linkAt(first);
  expect((await linkAt(after(first, minutes(5) - 1))).href).toBe(address.href);
  expect((await linkAt(after(first, minutes(5)))).href).not.toBe(address.href);
  expect(address.searchParams.get('X-Amz-Date')).toBe('20261122T080000Z');
  expect(seconds(Number(address.searchParams.get('X-Amz-Expires')))).toBeGreaterThanOrEqual(minutes(5) + minutes(15));
});
