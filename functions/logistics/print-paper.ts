import * as z from 'zod';
import { shopOf } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { id } from '../../shared/kernel/values/ids.ts';
import { PaperKind, paperOf } from '../../shared/logistics/papers/papers.ts';
import { ownedBy, paperFiles, shipments } from '../../shared/logistics/store.ts';

export const { contract, handler } = endpoint({
  summary:
    "Gives one of a shipment's papers as a PDF, in the reader's language: an address good for 15 minutes. Where the carrier has a label of its own, that one counts.",
  route: 'GET /v1/shipments/{shipmentId}/papers/{paper}',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject({ shipmentId: id('shipment'), paper: PaperKind }),
  answer: { 200: z.object({ url: z.url() }) },
  problems: ['no-shop', 'not-found', 'illegal-step', 'dispatch-missing'],
  touches: [shipments.need, paperFiles.write, paperFiles.link],
  memory: 1024,
}, async ({ input: { shipmentId, paper }, caller, locale, now }) => {
  const shop = await shopOf(caller);
  const shipment = ownedBy(await shipments.need(shipmentId), shop);
  const path = `${shop}/${shipmentId}-${shipment.version}-${paper}-${locale}.pdf`;
  await paperFiles.write(path, await paperOf(shipment, paper, locale, now), 'application/pdf');
  return { url: await paperFiles.link(path) };
});
