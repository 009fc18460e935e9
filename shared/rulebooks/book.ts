import { changed, created, type Change } from '../kernel/store/change.ts';
import { after, type Instant } from '../kernel/values/clock.ts';
import type { Role } from '../kernel/doors/contract.ts';
import type { AccountId } from '../kernel/values/ids.ts';
import { Problem } from '../kernel/problems.ts';
import { notice, type Book, type Version } from '../kernel/policy/rulebook.ts';
import { rulebookVersionDecided, rulebookVersionWithdrawn } from './events.ts';

/** Somebody who decides, with the roles of their account. */
export interface Person {
  readonly id: AccountId;
  readonly roles: readonly Role[];
}

/** @throws Problem forbidden */
export const mustBe = ({ roles }: Person, allowed: readonly Role[]): void => {
  if (!roles.some((role) => allowed.includes(role))) throw new Problem('forbidden', `It takes ${allowed.join(' or ')}`);
};

/** The number of the version that was decided last; what begins next is based on it. */
export const latest = (book: Book | undefined): number =>
  (book?.versions.findLastIndex(({ withdrawn }) => !withdrawn) ?? -1) + 1;

/**
 * When it begins: as it is asked for, or as soon as can be; after every version that is decided, and not without notice.
 * @throws Problem begins-too-early
 */
export const beginning = (book: Book | undefined, wanted: Instant | undefined, now: Instant): Instant => {
  const soon = after(now, notice);
  const from = wanted ?? soon;
  if (from < soon) throw new Problem('begins-too-early', `It can begin at ${soon} at the earliest`);
  const last = book?.versions[latest(book) - 1];
  if (last && from <= last.from) {
    throw new Problem(
      'begins-too-early',
      `Version ${latest(book)} begins at ${last.from}: begin later, or withdraw it`,
    );
  }
  return from;
};

/** @throws Problem rulebook-changed when another version has been decided since, or one was withdrawn */
export const mustBeLatest = (book: Book | undefined, basedOn: number): void => {
  if (latest(book) !== basedOn) throw new Problem('rulebook-changed', `Version ${latest(book)} is the latest`);
};

type Decision = Omit<Parameters<typeof rulebookVersionDecided>[0], 'rulebook' | 'version' | 'from' | 'at'> & {
  readonly value: Version['value'];
  readonly schemaVersion: number;
  readonly from?: Instant | undefined;
};

/**
 * Adds a version, in force from its time on.
 * @throws Problem rulebook-changed, begins-too-early
 */
export const decide = (
  book: Book | undefined,
  rulebook: string,
  { value, schemaVersion, from: wanted, ...decision }: Decision,
  now: Instant,
): Change<Book> => {
  mustBeLatest(book, decision.basedOn);
  const from = beginning(book, wanted, now);
  const versions = [...(book?.versions ?? []), { from, schemaVersion, value }];
  const fact = rulebookVersionDecided({ ...decision, rulebook, version: versions.length, from, at: now });
  return book ? changed<Book>(book, { versions }, fact) : created<Book>({ id: rulebook, versions }, fact);
};

/**
 * Calls off the version that was decided last, before it begins; the one before it stays in force.
 * @throws Problem not-found, illegal-step
 */
export const withdrawVersion = (
  book: Book | undefined,
  version: number,
  { by, reason }: { by: AccountId; reason: string },
  now: Instant,
): Change<Book> => {
  const decided = book?.versions[version - 1];
  if (!book || !decided) throw new Problem('not-found');
  if (version !== latest(book)) throw new Problem('illegal-step', 'Only the latest version can be withdrawn');
  if (decided.from < after(now, notice)) throw new Problem('illegal-step', 'It is in force, or is about to be');
  return changed<Book>(
    book,
    { versions: book.versions.with(version - 1, { ...decided, withdrawn: true }) },
    rulebookVersionWithdrawn({ rulebook: book.id, version, withdrawnBy: by, reason, at: now }),
  );
};
