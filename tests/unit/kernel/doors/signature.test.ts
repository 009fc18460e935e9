import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { instant, minutes } from '../../../../shared/kernel/values/clock.ts';
import { verifySignature } from '../../../../shared/kernel/doors/signature.ts';

const secret = 'whsec_test';
const body = '{"id":"evt_1"}';
const signedAt = 1_790_000_000;
const now = instant(signedAt * 1000);
const sign = (seconds = signedAt, text = body, key = secret): string =>
  `t=${seconds},v1=${createHmac('sha256', key).update(`${seconds}.${text}`).digest('hex')}`;

describe('verifySignature [LOG-03]', () => {
  it('lets a notice pass that was signed just now', () => {
    expect(() => verifySignature(sign(), body, secret, now, minutes(5))).not.toThrow();
  });

  it('lets the clocks differ by the age allowed, and no more', () => {
    const at = (offset: number) => instant(signedAt * 1000 + offset);
    for (const offset of [minutes(5), -minutes(5)]) {
      expect(() => verifySignature(sign(), body, secret, at(offset), minutes(5))).not.toThrow();
    }
    for (const offset of [minutes(5) + 1, -minutes(5) - 1]) {
      expect(() => verifySignature(sign(), body, secret, at(offset), minutes(5))).toThrow('signature-invalid');
    }
  });

  it.each([
    ['no signature', undefined],
    ['an empty one', ''],
    ['one without a time', sign().replace(/^t=\d+,/, '')],
    ['one of another secret', sign(signedAt, body, 'whsec_other')],
    ['one of another body', sign(signedAt, '{"id":"evt_2"}')],
    ['one whose time was changed', sign().replace(String(signedAt), String(signedAt + 1))],
    ['one that was cut short', sign().slice(0, -2)],
    ['one with something behind it', `${sign()},v1=00`],
  ])('refuses %s', (_, header) => {
    expect(() => verifySignature(header, body, secret, now, minutes(5))).toThrow('signature-invalid');
  });
});
