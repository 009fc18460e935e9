/** Things in a warehouse that measure: how warm it is, what a shelf weighs. */
import * as z from 'zod';
import { changed, created, type Change, type Versioned } from '../../kernel/store/change.ts';
import { Instant } from '../../kernel/values/clock.ts';
import { derivedId, id, type Id, type MerchantId } from '../../kernel/values/ids.ts';
import { Problem } from '../../kernel/problems.ts';
import { deviceAlarmed } from '../events.ts';
import { WarehouseId } from '../stock.ts';

export type DeviceId = Id<'device'>;
export const DeviceId = id('device');

export type DeviceKind = z.infer<typeof DeviceKind>;
export const DeviceKind = z.enum(['temperature', 'humidity', 'shelf-weight', 'door', 'other']);

export interface Device extends Versioned {
  readonly id: DeviceId;
  readonly merchantId: MerchantId;
  readonly warehouseId: WarehouseId;
  readonly name: string;
  readonly kind: DeviceKind;
  readonly value: number;
  readonly unit: string;
  readonly readAt: Instant;
  /** What its shop has set: outside of it the shop is told. */
  readonly least?: number | undefined;
  readonly most?: number | undefined;
  readonly alarmed: boolean;
}

export interface Reading {
  readonly at: Instant;
  readonly device: string;
  readonly kind: DeviceKind;
  readonly value: number;
  readonly unit: string;
}

export const deviceId = (warehouseId: WarehouseId, name: string): DeviceId =>
  derivedId('device', `${warehouseId} ${name}`);

const isOutside = ({ value, least = -Infinity, most = Infinity }: Pick<Device, 'value' | 'least' | 'most'>): boolean =>
  value < least || value > most;

const alarm = (device: Omit<Device, 'version'>, before: boolean) =>
  isOutside(device) && !before
    ? [
      deviceAlarmed({
        deviceId: device.id,
        merchantId: device.merchantId,
        name: device.name,
        value: device.value,
        unit: device.unit,
      }),
    ]
    : [];

/** What a device has measured. Nothing where it has told something newer. Its shop hears when it leaves the bounds, once. */
export const readDevice = (
  before: Device | undefined,
  { merchantId, warehouseId }: Pick<Device, 'merchantId' | 'warehouseId'>,
  { at: readAt, device: name, kind, value, unit }: Reading,
): Change<Device> | undefined => {
  if (before && before.readAt >= readAt) return undefined;
  const read = { name, kind, value, unit, readAt };
  if (!before) {
    return created<Device>({ id: deviceId(warehouseId, name), merchantId, warehouseId, ...read, alarmed: false });
  }
  const after = { ...before, ...read };
  return changed<Device>(before, { ...read, alarmed: isOutside(after) }, ...alarm(after, before.alarmed));
};

/** Says between which values a device is to measure. @throws Problem invalid-input */
export const setBounds = (device: Device, bounds: Pick<Device, 'least' | 'most'>): Change<Device> => {
  if ((bounds.least ?? -Infinity) > (bounds.most ?? Infinity)) {
    throw new Problem('invalid-input', undefined, [{ path: 'most', message: 'must not be less than least' }]);
  }
  const after = { ...device, least: undefined, most: undefined, ...bounds };
  return changed<Device>(
    device,
    { least: bounds.least, most: bounds.most, alarmed: isOutside(after) },
    ...alarm(after, device.alarmed),
  );
};

export const DeviceView = z.object({
  deviceId: DeviceId,
  warehouseId: WarehouseId,
  name: z.string(),
  kind: DeviceKind,
  value: z.number(),
  unit: z.string(),
  readAt: Instant,
  least: z.number().optional(),
  most: z.number().optional(),
  alarmed: z.boolean(),
});

export const deviceView = ({ id: id_, merchantId: _, version: __, ...device }: Device): z.input<typeof DeviceView> => ({
  deviceId: id_,
  ...device,
});
