import * as z from 'zod';
import { PostalAddress } from '../kernel/values/address.ts';
import { asAddress } from '../kernel/values/address-rules.ts';
import { changed, created, type Change, type Versioned } from '../kernel/store/change.ts';
import { MerchantId } from '../kernel/values/ids.ts';
import { Problem } from '../kernel/problems.ts';
import { CarrierName, type Party } from './carriers/carrier.ts';
import { dispatchChanged } from './events.ts';

/** Where a merchant's parcels are picked up, and by which carrier if it prefers one. */
export interface Dispatch extends Versioned {
  readonly id: MerchantId;
  readonly address: Party;
  readonly carrier?: CarrierName | undefined;
  /** The faster one, for orders with priority. */
  readonly priorityCarrier?: CarrierName | undefined;
}

const mustBeOffered = (carrier: CarrierName | undefined, isOffered: (carrier: CarrierName) => boolean): void => {
  if (carrier && !isOffered(carrier)) {
    throw new Problem('invalid-input', undefined, [{ path: 'carrier', message: 'is not offered here' }]);
  }
};

/** The same place, with this carrier for one shipment. @throws Problem invalid-input when the stage does not offer it */
export const dispatchedBy = (
  dispatch: Dispatch,
  carrier: CarrierName | undefined,
  isOffered: (carrier: CarrierName) => boolean,
): Dispatch => {
  mustBeOffered(carrier, isOffered);
  return { ...dispatch, carrier, priorityCarrier: carrier ?? dispatch.priorityCarrier };
};

/**
 * Shipments that are opened from now on start there.
 * @throws Problem invalid-input when the address is none of its country, or the stage does not offer the carrier
 */
export const setDispatch = (
  before: Dispatch | undefined,
  merchantId: MerchantId,
  given: Pick<Dispatch, 'address' | 'carrier' | 'priorityCarrier'>,
  isOffered: (carrier: CarrierName) => boolean,
): Change<Dispatch> => {
  const faults = (['carrier', 'priorityCarrier'] as const).flatMap((path) => {
    const carrier = given[path];
    return carrier && !isOffered(carrier) ? [{ path, message: 'is not offered here' }] : [];
  });
  if (faults.length > 0) throw new Problem('invalid-input', undefined, faults);
  const wanted = { ...given, address: asAddress(given.address, 'address.') };
  const told = dispatchChanged({ merchantId });
  return before
    ? changed<Dispatch>(before, { carrier: undefined, priorityCarrier: undefined, ...wanted }, told)
    : created<Dispatch>({ id: merchantId, ...wanted }, told);
};

/** What a merchant sees of it. */
export const DispatchView = z.object({
  merchantId: MerchantId,
  address: PostalAddress,
  carrier: CarrierName.optional(),
  priorityCarrier: CarrierName.optional(),
});

export const dispatchView = ({ id, address, carrier, priorityCarrier }: Dispatch): z.input<typeof DispatchView> => ({
  merchantId: id,
  address,
  carrier,
  priorityCarrier,
});
