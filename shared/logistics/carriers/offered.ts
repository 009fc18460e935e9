import { operation } from '../../kernel/doors/access.ts';
import { setting } from '../../kernel/env.ts';
import type { CarrierName } from './carrier.ts';

/** Whether the stage offers EasyPost. Wants the setting `CARRIER_EASYPOST_URL`. */
export const offersEasypost = (): boolean => setting('CARRIER_EASYPOST_URL') !== 'none';

/** Whether shops of this stage can send by a carrier of the platform. */
export const isOffered = operation(
  'carriers.is-offered',
  [{ on: 'settings', names: ['CARRIER_EASYPOST_URL'] }],
  (name: CarrierName): boolean => name !== 'easypost' || offersEasypost(),
);
