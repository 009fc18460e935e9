import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { easypostNotice, easypostRoutes } from './easypost.ts';
import { postalNotice, postalRoutes } from './postal.ts';
import { runUntilStopped } from './run.ts';
import { type SandboxOptions, type SandboxParts, startSandbox } from './sandbox.ts';
import { parse, type Route, type RunningServer } from './server.ts';
import { createShipmentBooks, type ShipmentBooks, steps } from './shipments.ts';
import { swiftNotice, swiftRoutes } from './swift.ts';

/**
 * All carriers call `webhookUrl`; where it holds `{carrier}`, that becomes `swift`, `postal` or `easypost`. `secret` holds
 * the secrets of the three in this order, with commas between; one alone is that of all.
 */
export type CarrierOptions = SandboxOptions;

const carriers = {
  swift: { prefix: 'SW', routes: swiftRoutes, notice: swiftNotice },
  postal: { prefix: 'PX', routes: postalRoutes, notice: postalNotice },
  easypost: { prefix: 'EZ', routes: easypostRoutes, notice: easypostNotice },
};

/** Starts the sandbox carriers in one program on loopback; rejects if its port is taken. README.md has their APIs. */
export const startCarrier = (options: CarrierOptions): Promise<RunningServer> =>
  startSandbox('carrier', options, (parts) => {
    const [swift = '', postal = swift, easypost = swift] = options.secret.split(',');
    return {
      routes: [
        ...carrierRoutes('swift', swift, parts),
        ...carrierRoutes('postal', postal, parts),
        ...carrierRoutes('easypost', easypost, parts),
      ],
    };
  });

const carrierRoutes = (
  carrier: keyof typeof carriers,
  secret: string,
  { clock, faults, journal, webhooks, webhookUrl, url }: SandboxParts & { webhookUrl: string },
): Route[] => {
  const { prefix, routes, notice } = carriers[carrier];
  const books = createShipmentBooks({
    carrier,
    prefix,
    clock,
    faults,
    journal,
    tell: (shipment, scan) => {
      const id = `evt_${randomUUID().replaceAll('-', '')}`;
      webhooks.send({
        id,
        url: webhookUrl.replace('{carrier}', carrier),
        subject: shipment.waybill,
        tags: [carrier, scan.step, shipment.reference, shipment.waybill],
        body: notice(id, clock.iso(), shipment, scan),
        secret,
        ...(carrier === 'easypost' && { scheme: 'easypost' }),
      });
    },
  });
  return [...routes(books, url, journal), progressRoute(carrier, books)];
};

const Progress = z.strictObject({
  events: z.array(z.enum(steps)).min(1).max(100),
  place: z.string().min(1).max(100).default('Sandbox depot'),
});

const progressRoute = (carrier: string, books: ShipmentBooks): Route => ({
  name: `${carrier}-progress`,
  call: `POST /${carrier}/control/shipments/:waybill/events`,
  faults: 'none',
  answer: ({ param, body }) => {
    const { events, place } = parse(Progress, body);
    const { waybill, status, scans } = books.progress(param('waybill'), events, place);
    return { status: 200, json: { waybill, status, scans } };
  },
});

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '0' },
      webhook: { type: 'string' },
      secret: { type: 'string' },
      data: { type: 'string' },
    },
  });
  await runUntilStopped('carrier', values, startCarrier);
}
