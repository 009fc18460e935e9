import { expect, it } from 'vitest';
import * as z from 'zod';
import { redact, secret } from '../../../../shared/kernel/values/secret.ts';

it('hides what a schema marks as secret, however deep, and nothing else', () => {
  const schema = z.strictObject({
    login: z.string(),
    password: secret(z.string()),
    inner: z.object({ code: secret(z.string()).optional(), kept: z.number() }).optional(),
    list: z.array(z.object({ token: secret(z.string()) })),
  });
  expect(
    redact(schema, {
      login: 'ann',
      password: 'p',
      inner: { code: '123456', kept: 1 },
      list: [{ token: 't' }, { token: 'u' }],
    }),
  )
    .toEqual({ login: 'ann', password: '…', inner: { code: '…', kept: 1 }, list: [{ token: '…' }, { token: '…' }] });
});
