import { changed, type Change, type Versioned } from '../kernel/store/change.ts';
import { after, between, type Instant } from '../kernel/values/clock.ts';
import type { MerchantId } from '../kernel/values/ids.ts';
import { inPieces, type Piece } from '../kernel/files/streams.ts';
import type { Entry } from '../ledger/public.ts';
import { ledgerFile, linesFile, setOffsFile, statementsFile, type ExportFile, type WrittenFile } from './export.ts';
import { perFile } from './policy.ts';
import type { ExportParts, SettlementRun } from './run.ts';
import type { Statement } from './statement.ts';

/**
 * One part of a day's export, and how far it is: the statements of some shops, or the entries of some hours. Parts are
 * written at the same time, each piece by piece. Its id is the date and its number.
 */
export interface ExportPart extends Versioned {
  readonly id: string;
  readonly pieces: number;
  readonly files: readonly WrittenFile[];
  /** Shops of which not every statement had been issued when the day ended. */
  readonly missing: readonly MerchantId[];
  /** Behind what the pieces hold: where the next one begins. */
  readonly next?: string | undefined;
  readonly done: boolean;
}

export const partIdOf = ({ id }: Pick<SettlementRun, 'id'>, part: number): string => `${id} ${part}`;

/** A part of which nothing has been written. */
export const unwritten = (id: string): ExportPart => ({
  id,
  version: 0,
  pieces: 0,
  files: [],
  missing: [],
  done: false,
});

/** What a part holds of a day: some of its shops, or some of its time. */
export type PartContent =
  | { readonly kind: 'statements'; readonly shops: readonly MerchantId[]; readonly only: boolean }
  | { readonly kind: 'ledger'; readonly from: Instant; readonly to: Instant; readonly only: boolean };

/** What the part of this number holds: first come the shops, then the hours. Together the parts hold all, once. */
export const contentOf = (
  { ledgerFrom, ledgerTo }: Pick<SettlementRun, 'ledgerFrom' | 'ledgerTo'>,
  parts: ExportParts,
  part: number,
  shops: readonly MerchantId[],
): PartContent => {
  const share = (whole: number, of: number, place: number): number => Math.floor(whole * place / of);
  if (part < parts.statements) {
    const at = (place: number): number => share(shops.length, parts.statements, place);
    return { kind: 'statements', shops: shops.slice(at(part), at(part + 1)), only: parts.statements === 1 };
  }
  const place = part - parts.statements;
  const at = (one: number): Instant => after(ledgerFrom, share(between(ledgerFrom, ledgerTo), parts.ledger, one));
  return { kind: 'ledger', from: at(place), to: at(place + 1), only: parts.ledger === 1 };
};

/** A statement of a shop, or that there is none where one should follow; and where to go on behind it. */
export interface Settled {
  readonly shop: MerchantId;
  readonly statement: Statement | undefined;
  readonly next: string;
}

/**
 * The statements of these shops on a day, one after the other, by the ids that they must have: no list that lags behind
 * is asked.
 * @param from `<place of the shop> <part>`, where an earlier run has stopped
 */
export async function* statementsOf(
  shops: readonly MerchantId[],
  read: (shop: MerchantId, part: number) => Promise<Statement | undefined>,
  from = '0 1',
): AsyncGenerator<Settled> {
  const [first, of] = from.split(' ').map(Number) as [number, number];
  for (let place = first; place < shops.length; place += 1) {
    const shop = shops[place]!;
    for (let part = place === first ? of : 1, more = true; more; part += 1) {
      const statement = await read(shop, part);
      more = statement?.more === true;
      yield { shop, statement, next: more ? `${place} ${part + 1}` : `${place + 1} 1` };
    }
  }
}

/** What is written at a time, and what follows from it. */
export interface Written {
  readonly files: readonly ExportFile[];
  readonly missing: readonly MerchantId[];
  readonly next: string | undefined;
  readonly last: boolean;
}

type Name = (of: string) => string;

const ofStatements = ({ things, last }: Piece<Settled>, name: Name): Written => {
  const issued = things.flatMap(({ statement }) => (statement ? [statement] : []));
  return {
    files: [
      statementsFile(issued, name('statements')),
      linesFile(issued, name('lines')),
      setOffsFile(issued, name('set-offs')),
    ],
    missing: things.filter(({ statement }) => !statement).map(({ shop }) => shop),
    next: things.at(-1)?.next,
    last,
  };
};

/** Where an entry stands among all. */
export const placeOf = ({ at, id }: Entry): string => `${at}#${id}`;

const ofLedger = ({ things, last }: Piece<Entry>, name: Name): Written => {
  const final = things.at(-1);
  return { files: [ledgerFile(things, name('ledger'))], missing: [], next: final && placeOf(final), last };
};

/** What is read, from where an earlier run has stopped. Entries are in order. */
export interface Sources {
  readonly statement: (shop: MerchantId, part: number) => Promise<Statement | undefined>;
  readonly entries: (from: Instant, to: Instant, behind: string | undefined) => AsyncIterable<Entry>;
}

/**
 * What is still to be written of a part, piece by piece, holding one of them at a time. A day that has one part of a kind,
 * of one piece, has `ledger.csv`; a larger one `ledger-0002-0013.csv`, whose names are in the order of what they hold.
 */
export async function* remainder(
  part: number,
  content: PartContent,
  { pieces, next }: ExportPart,
  { statement, entries }: Sources,
  most = perFile,
): AsyncGenerator<Written> {
  let number = pieces;
  const named = (last: boolean): Name => {
    number += 1;
    const numbers = [part + 1, number].map((one) => `-${String(one).padStart(4, '0')}`).join('');
    return (of) => `${of}${content.only && number === 1 && last ? '' : numbers}.csv`;
  };
  if (content.kind === 'ledger') {
    const all = inPieces(entries(content.from, content.to, next), () => 1, most.entries);
    for await (const piece of all) yield ofLedger(piece, named(piece.last));
  } else {
    const linesOf = ({ statement: one }: Settled): number =>
      one?.orders.reduce((sum, { lines }) => sum + lines.length, 0) ?? 0;
    const all = inPieces(statementsOf(content.shops, statement, next), linesOf, most.lines);
    for await (const piece of all) yield ofStatements(piece, named(piece.last));
  }
}

/** One more piece of a part is written. */
export const wrote = (part: ExportPart, { files, missing, next, last }: Written): Change<ExportPart> => {
  const after = {
    pieces: part.pieces + 1,
    files: [...part.files, ...files.map(({ content: _, ...file }) => file)],
    missing: [...part.missing, ...missing],
    next,
    done: last,
  };
  const change = changed<ExportPart>(part, after);
  return part.version === 0 ? { ...change, before: null } : change;
};
