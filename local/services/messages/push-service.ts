/**
 * A push service with its browsers (W3C Push API, RFC 8030): whoever asks gets a browser with a subscription; what is
 * pushed to it is decrypted as the browser would, and goes to the inbox.
 */
import { createECDH, randomBytes, randomUUID, type ECDH } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import ece from 'http_ece';
import type { Inbox } from '../types.ts';

/** What `PushSubscription.toJSON()` gives in a browser. */
export interface BrowserSubscription {
  readonly endpoint: string;
  readonly keys: { readonly p256dh: string; readonly auth: string };
}

export interface PushService {
  /** Opens a browser that takes pushes. */
  subscribe(): BrowserSubscription;
  /** Closes one for good: its pushes are answered with 410. */
  unsubscribe(endpoint: string): void;
  /** Whether the request was one of this service's. */
  serve(request: IncomingMessage, response: ServerResponse): boolean;
}

const below = '/push/';

/** @param url the address that the service is reached under, without trailing slash */
export const openPushService = (url: string, inbox: Inbox): PushService => {
  const browsers = new Map<string, { readonly keys: ECDH; readonly secret: Buffer }>();

  const take = async (request: IncomingMessage, id: string): Promise<number> => {
    const payload = await buffer(request);
    const browser = browsers.get(id);
    if (!browser) return 410;
    if (!/^vapid t=[\w.-]+, ?k=[\w-]+$/.test(request.headers.authorization ?? '')) return 401;
    if (!request.headers.ttl || request.headers['content-encoding'] !== 'aes128gcm') return 400;
    if (payload.length > 4096) return 413;
    const opened = ece.decrypt(payload, {
      version: 'aes128gcm',
      privateKey: browser.keys,
      authSecret: browser.secret.toString('base64url'),
    });
    const { title, body } = JSON.parse(opened.toString()) as { title?: string; body?: string };
    inbox.add({ channel: 'push', to: `${url}${below}${id}`, subject: title, text: body ?? '', kind: 'Push' });
    return 201;
  };

  return {
    subscribe: () => {
      const [id, keys, secret] = [randomUUID(), createECDH('prime256v1'), randomBytes(16)];
      const p256dh = keys.generateKeys().toString('base64url');
      browsers.set(id, { keys, secret });
      return { endpoint: `${url}${below}${id}`, keys: { p256dh, auth: secret.toString('base64url') } };
    },
    unsubscribe: (endpoint) => void browsers.delete(endpoint.slice(`${url}${below}`.length)),
    serve: (request, response) => {
      if (request.method !== 'POST' || !request.url?.startsWith(below)) return false;
      take(request, request.url.slice(below.length)).then(
        (status) => response.writeHead(status).end(),
        () => response.writeHead(400).end(),
      );
      return true;
    },
  };
};
