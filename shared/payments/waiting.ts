import type { Waiting as Due } from '../kernel/store/waiting.ts';

/** What the poller sees of something that waits for the provider. */
export interface Waiting extends Due {
  readonly id: string;
  readonly version: number;
}
