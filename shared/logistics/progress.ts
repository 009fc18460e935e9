import { maxScans } from './policy.ts';
import { ReportedStep, type Scan, type ScanStep } from './scan.ts';

/** How far each step is along the way. An exception is no progress, and what we do not understand is none. */
const rank: Record<ReportedStep, number> = {
  unknown: 0,
  exception: 0,
  'picked-up': 1,
  'in-transit': 2,
  'out-for-delivery': 3,
  delivered: 4,
  returned: 5,
};

/** A total order of scans: by the time of the scan, not of its arrival here. */
const earlierFirst = (a: Scan, b: Scan): number => compare(a.at, b.at) || rank[a.step] - rank[b.step];
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The scans that are kept of a parcel, in the order of their times, and how many more there were. */
export interface Timeline {
  readonly scans: readonly Scan[];
  readonly dropped: number;
}

/**
 * All scans of both, each once, in the order of their times. Which of them came first makes no difference. Of more than
 * are kept, those stay that say where the parcel stands (the first of each step, the last of all), and the newest.
 */
export const merged = ({ scans: known, dropped }: Timeline, heard: readonly Scan[]): Timeline => {
  const seen = new Set(known.map(nameOf));
  const fresh = heard.filter((scan) => !seen.has(nameOf(scan)) && seen.add(nameOf(scan)));
  if (fresh.length === 0) return { scans: known, dropped };
  const all = [...known, ...fresh].toSorted(earlierFirst);
  if (all.length <= maxScans) return { scans: all, dropped };
  const firsts = ReportedStep.options.map((step) => all.find((scan) => scan.step === step));
  const telling = new Set([...firsts, latest(all)].filter((scan) => scan !== undefined));
  const others = all.filter((scan) => !telling.has(scan));
  const newest = new Set(others.slice(telling.size - maxScans));
  const kept = all.filter((scan) => telling.has(scan) || newest.has(scan));
  // A carrier that is asked tells of everything again: what has been dropped before is older than what was kept.
  const horizon = dropped > 0 ? known.find((scan) => !telling.has(scan))?.at ?? '' : '';
  const lost = others.filter((scan) => !newest.has(scan) && (known.includes(scan) || scan.at >= horizon));
  return { scans: kept.every((scan) => known.includes(scan)) ? known : kept, dropped: dropped + lost.length };
};

const nameOf = ({ at, step, said = '' }: Scan): string => `${at} ${step} ${said}`;

/** The scan that got furthest, the earliest of those; none when nothing but exceptions is known. */
export const furthest = (scans: readonly Scan[]): Scan | undefined =>
  scans.reduce<Scan | undefined>(
    (best, scan) => (rank[scan.step] > (best ? rank[best.step] : 0) ? scan : best),
    undefined,
  );

/** The latest scan that we understand. */
export const latest = (scans: readonly Scan[]): Scan | undefined => scans.findLast(({ step }) => step !== 'unknown');

/** The first scan with the parcel on its way. */
export const pickUp = (scans: readonly Scan[]): Scan | undefined => scans.find(({ step }) => rank[step] > 0);

/**
 * Where all scans together leave a parcel: at the furthest step; or in an exception, when that is the latest news and
 * the parcel has come to no end. A function of the set of scans: neither their order nor repetitions matter.
 */
export const standing = (scans: readonly Scan[]): ScanStep | undefined => {
  const reached = furthest(scans)?.step as ScanStep | undefined;
  const ended = reached === 'delivered' || reached === 'returned';
  return !ended && latest(scans)?.step === 'exception' ? 'exception' : reached;
};

/** The milestones that a buyer sees, with the time of each that was reported. */
export const milestones = (scans: readonly Scan[]) => {
  const last = furthest(scans);
  return (['picked-up', 'in-transit', 'out-for-delivery', 'delivered'] as const).map((step) => ({
    step,
    reached: last !== undefined && rank[step] <= rank[last.step] && !(step === 'delivered' && last.step === 'returned'),
    at: scans.find((scan) => scan.step === step)?.at,
  }));
};
