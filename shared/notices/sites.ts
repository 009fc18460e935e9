import { operation } from '../kernel/doors/access.ts';
import { setting } from '../kernel/env.ts';
import type { Sites } from './render.ts';

/** The web sites that links lead to. */
export const sites = operation(
  'notices.sites',
  [{ on: 'settings', names: ['SHOP_SITE', 'MERCHANT_SITE', 'OPERATOR_SITE'] }],
  (): Sites => ({
    shop: setting('SHOP_SITE'),
    merchant: setting('MERCHANT_SITE'),
    operator: setting('OPERATOR_SITE'),
  }),
);
