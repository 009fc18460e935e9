import * as z from 'zod';
import { id } from '../kernel/values/ids.ts';
import { sender } from '../kernel/doors/job.ts';

/** Asks for news of a shipment. */
export const TrackingRequest = z.strictObject({ shipmentId: id('shipment') });

export const requestTracking = sender('carriers', 'logistics/track-shipment', TrackingRequest);
