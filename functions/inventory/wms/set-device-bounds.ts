import * as z from 'zod';
import { deviceAlarmed } from '../../../shared/inventory/events.ts';
import { DeviceId, DeviceView, deviceView, setBounds } from '../../../shared/inventory/wms/device.ts';
import { devices } from '../../../shared/inventory/wms/message-store.ts';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { Problem } from '../../../shared/kernel/problems.ts';

const Bound = z.number().min(-1e9).max(1e9).optional();

export const { contract, handler } = endpoint({
  summary: 'Says between which values a device is to measure; the shop is told when it leaves them.',
  route: 'PUT /v1/devices/{deviceId}/bounds',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject({ deviceId: DeviceId, least: Bound, most: Bound }),
  answer: { 200: DeviceView },
  problems: ['no-shop', 'not-found'],
  touches: [devices.need, devices.save],
  emits: [deviceAlarmed],
}, async ({ input: { deviceId, ...bounds }, caller, commit }) => {
  const [device, merchantId] = await Promise.all([devices.need(deviceId), shopOf(caller)]);
  if (device.merchantId !== merchantId) throw new Problem('not-found');
  const change = setBounds(device, bounds);
  return commit({ writes: [devices.save(change)], answer: deviceView(change.after) });
});
