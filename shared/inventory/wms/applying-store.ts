/** What a message of an outside warehouse system means for the stock of its warehouse. */
import type { SkuId } from '../../catalogue/public.ts';
import { together } from '../../kernel/doors/access.ts';
import { Problem } from '../../kernel/problems.ts';
import type { Write } from '../../kernel/store/commit.ts';
import type { Instant } from '../../kernel/values/clock.ts';
import { advance, advancing, packAsTold, shipmentsUnder } from '../../logistics/public.ts';
import { adjust, adjusting, placements, relocate, relocating } from '../placement-store.ts';
import { figuresAt, placementOf } from '../placement.ts';
import type { StockTakeTolerance } from '../rulebooks.ts';
import { tolerated } from '../stock-take.ts';
import { stock } from '../store.ts';
import { receiveTransfer, transferOf } from '../transfer.ts';
import { carryOut, transfers } from '../transfer-store.ts';
import type { Connection } from './connection.ts';
import { deviceId, readDevice } from './device.ts';
import type { MessageId, News } from './message.ts';
import type { Unread } from './message-pile.ts';
import { devices, reckonings } from './message-store.ts';
import { counted, reckoningId, told } from './reckoning.ts';

/** What comes of a message: an effect, none since something newer has it in it, or that a person has to look at it. */
export type Outcome =
  | { readonly state: 'applied' | 'outdated'; readonly writes: Write[] }
  | { readonly reason: Unread; readonly detail: string };

type Of<T extends News['type']> = Extract<News, { type: T }>;

interface Told {
  readonly connection: Connection;
  readonly messageId: MessageId;
  /** How far a level may differ from the books by itself; any distance once a person has accepted it. */
  readonly tolerance: StockTakeTolerance | undefined;
  readonly now: Instant;
}

const outcome = (writes: readonly Write[][]): Outcome => ({
  state: writes.some((of) => of.length > 0) ? 'applied' : 'outdated',
  writes: writes.flat(),
});

const readStock = (skuId: SkuId, { merchantId, id }: Connection) =>
  Promise.all([stock.need(skuId, merchantId), placements.get(skuId), reckonings.get(reckoningId(id, skuId))]);

const each = async <L extends { readonly skuId: SkuId }>(
  lines: readonly L[],
  work: (line: L) => Promise<Write[]>,
): Promise<Outcome> => {
  if (new Set(lines.map(({ skuId }) => skuId)).size < lines.length) {
    return { reason: 'impossible', detail: 'It names one SKU twice' };
  }
  return outcome(await Promise.all(lines.map(work)));
};

/** Units that came or went, good ones and damaged ones. */
const move = async (
  { skuId, quantity, damaged = 0 }: { readonly skuId: SkuId; readonly quantity: number; readonly damaged?: number },
  at: Instant,
  reason: string,
  { connection, messageId, now }: Told,
): Promise<Write[]> => {
  const [counters, begun, known] = await readStock(skuId, connection);
  const kept = told(known, reckoningId(connection.id, skuId), at, quantity);
  if (!kept) return [];
  const { warehouseId } = connection;
  const movement = { kind: 'adjust' as const, quantity, reason: `${reason} (${messageId})`, at: now };
  return [
    ...reckonings.save(kept),
    ...(damaged > 0
      ? relocate(counters, begun, [{ warehouseId, onHand: quantity, damaged }], movement)
      : adjust(counters, begun, movement, { at: warehouseId })),
  ];
};

const level = (news: Of<'stock.level'>, { connection, messageId, tolerance, now }: Told): Promise<Outcome> =>
  each(news.lines, async ({ skuId, quantity }) => {
    const [counters, begun, known] = await readStock(skuId, connection);
    const count = counted(known, reckoningId(connection.id, skuId), news.at, quantity);
    if (!count) return [];
    const { warehouseId } = connection;
    const expected = figuresAt(placementOf(begun, counters), warehouseId).onHand;
    const variance = count.now - expected;
    if (tolerance && !tolerated({ expected, variance }, tolerance)) {
      throw new Differs(`${skuId}: ${count.now} by what it tells, ${expected} by the books`);
    }
    if (variance === 0) return reckonings.save(count.change);
    const movement = { kind: 'adjust' as const, quantity: variance, reason: `level (${messageId})`, at: now };
    return [...reckonings.save(count.change), ...adjust(counters, begun, movement, { at: warehouseId })];
  });

class Differs extends Error {}

const received = async (news: Of<'goods.received'>, given: Told): Promise<Outcome> => {
  const { connection: { merchantId, warehouseId }, now } = given;
  if (news.transferId === undefined) {
    return each(news.lines, (line) => move(line, news.at, 'received', given));
  }
  const transfer = transferOf(await transfers.need(news.transferId), merchantId);
  if (transfer.to !== warehouseId) return { reason: 'impossible', detail: 'The transfer goes to another warehouse' };
  const lines = news.lines.map(({ skuId, quantity: good, damaged }) => ({ skuId, good, damaged }));
  const change = receiveTransfer(transfer, lines, now);
  const kept = await Promise.all(lines.map(async ({ skuId, good }) => {
    const id = reckoningId(given.connection.id, skuId);
    const tale = told(await reckonings.get(id), id, news.at, good);
    return tale ? reckonings.save(tale) : [];
  }));
  return { state: 'applied', writes: [...transfers.save(change), ...await carryOut(change.after), ...kept.flat()] };
};

const packed = async (news: Of<'order.packed'>, { connection, now }: Told): Promise<Outcome> => {
  const shipments = await shipmentsUnder(news.orderId);
  if (shipments[0]?.merchantId !== connection.merchantId) throw new Problem('not-found', news.orderId);
  const change = packAsTold(shipments, news.lines.map(({ skuId: code, quantity }) => ({ code, quantity })), now);
  return change ? { state: 'applied', writes: advance(change, now) } : { state: 'outdated', writes: [] };
};

const reading = async (news: Of<'device.reading'>, { connection }: Told): Promise<Outcome> => {
  const known = await devices.get(deviceId(connection.warehouseId, news.device));
  const change = readDevice(known, connection, news);
  return change ? { state: 'applied', writes: devices.save(change) } : { state: 'outdated', writes: [] };
};

const taken = (news: News, given: Told): Promise<Outcome> => {
  switch (news.type) {
    case 'stock.level':
      return level(news, given);
    case 'stock.moved':
      return each(news.lines, (line) => move(line, news.at, news.reason, given));
    case 'goods.received':
      return received(news, given);
    case 'order.packed':
      return packed(news, given);
    case 'device.reading':
      return reading(news, given);
  }
};

/** What comes of a message; of one that nothing can be done with, why. */
export const apply = Object.assign(
  async (news: News, given: Told): Promise<Outcome> => {
    try {
      return await taken(news, given);
    } catch (error) {
      if (error instanceof Differs) return { reason: 'differs-much', detail: error.message };
      if (!(error instanceof Problem) || error.code === 'conflict') throw error;
      const reason = error.code === 'not-found' ? 'unknown-thing' : 'impossible';
      const faults = error.faults?.map(({ path, message }) => `${path}: ${message}`) ?? [];
      return { reason, detail: [error.code, error.message, ...faults].join('; ') };
    }
  },
  together(
    'wms-message.apply',
    stock.need,
    placements.get,
    reckonings.get,
    reckonings.save,
    adjusting,
    relocating,
    transfers.need,
    transfers.save,
    carryOut,
    shipmentsUnder,
    advancing,
    devices.get,
    devices.save,
  ),
);
