import webPush from 'web-push';
import { operation } from '../kernel/doors/access.ts';
import { setting } from '../kernel/env.ts';
import { isPushService, type Device } from './preferences.ts';

/** Milliseconds that a push service has to answer. */
const patience = 5000;
/** Seconds for which a push service keeps what it cannot deliver: a device that is off overnight still hears of it. */
const keptFor = 86_400;

/**
 * Hands a payload to the push service of one device, encrypted for that device and signed by us (VAPID, RFC 8291 and
 * 8292): `gone` when the device takes no pushes any more, `refused` when this one is not taken.
 * @throws Error when the service cannot be reached or is busy
 */
export const pushTo = operation(
  'push.send',
  [{ on: 'settings', names: ['MAIL_FROM', 'PUSH_SERVICES', 'VAPID_PUBLIC_KEY', 'VAPID_PRIVATE_KEY'] }],
  async ({ endpoint, keys }: Device, payload: string): Promise<'taken' | 'gone' | 'refused'> => {
    if (!isPushService(endpoint, setting('PUSH_SERVICES'))) return 'gone';
    const { headers, body } = webPush.generateRequestDetails({ endpoint, keys: { ...keys } }, payload, {
      TTL: keptFor,
      contentEncoding: 'aes128gcm',
      vapidDetails: {
        subject: `mailto:${setting('MAIL_FROM')}`,
        publicKey: setting('VAPID_PUBLIC_KEY'),
        privateKey: setting('VAPID_PRIVATE_KEY'),
      },
    });
    const { status } = await fetch(endpoint, {
      method: 'POST',
      headers: headers as Record<string, string>,
      body: new Uint8Array(body!),
      // To another address than the one that was checked it does not go.
      redirect: 'error',
      signal: AbortSignal.timeout(patience),
    });
    if (status === 404 || status === 410) return 'gone';
    if (status === 429 || status >= 500) throw new Error(`The push service answered ${status}`);
    return status < 300 ? 'taken' : 'refused';
  },
);
