import { minutes } from '../kernel/clock.ts';

/** How old a notice of the provider may be. An older one is a replay. */
export const noticeAge = minutes(5);

/** How long a payment or a refund may wait for the provider's notice before we ask. */
export const patience = minutes(2);

/** How many of what waits longest are asked about at a time, in each shard. */
export const pollLimit = 100;

/** Where buyers remit to: the platform's account for bank remittances. */
export const collectionAccount = {
  holder: 'Jishi Marketplace',
  bank: 'Sandbox Bank',
  account: 'JISHI-COLLECTION-1',
} as const;
