import { operation } from '../kernel/doors/access.ts';
import { setting } from '../kernel/env.ts';

/** The key by which browsers know our pushes. */
export const pushKey = operation(
  'push.key',
  [{ on: 'settings', names: ['VAPID_PUBLIC_KEY'] }],
  (): string => setting('VAPID_PUBLIC_KEY'),
);

/** The push services that devices may name. */
export const pushServices = operation(
  'push.services',
  [{ on: 'settings', names: ['PUSH_SERVICES'] }],
  (): string => setting('PUSH_SERVICES'),
);
