import * as z from 'zod';
import { DeviceView } from '../../../shared/inventory/wms/device.ts';
import { devices, devicesOf } from '../../../shared/inventory/wms/message-store.ts';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { page, pageInput } from '../../../shared/kernel/store/page.ts';

export const { contract, handler } = endpoint({
  summary:
    "Lists the devices in the shop's warehouses with what each has measured last, and whether that is within bounds.",
  route: 'GET /v1/devices',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject(pageInput),
  answer: { 200: page(DeviceView) },
  problems: ['no-shop', 'invalid-cursor'],
  touches: [devices.ofMerchant],
}, async ({ input, caller }) => devices.ofMerchant(devicesOf(await shopOf(caller)), input));
