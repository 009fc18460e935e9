import type { Scan, ScanStep } from './scan.ts';

/** How far each step is along the way. An exception is no progress. */
const rank: Record<ScanStep, number> = {
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

const same = (a: Scan, b: Scan): boolean => a.at === b.at && a.step === b.step;

/** All scans of both, each once, in the order of their times. Which of them came first makes no difference. */
export const merged = (known: readonly Scan[], heard: readonly Scan[]): readonly Scan[] => {
  const fresh = heard.filter((scan, i) => ![...known, ...heard.slice(0, i)].some((other) => same(scan, other)));
  return fresh.length ? [...known, ...fresh].toSorted(earlierFirst) : known;
};

/** The scan that got furthest, the earliest of those; none when nothing but exceptions is known. */
export const furthest = (scans: readonly Scan[]): Scan | undefined =>
  scans.reduce<Scan | undefined>(
    (best, scan) => (rank[scan.step] > (best ? rank[best.step] : 0) ? scan : best),
    undefined,
  );

/** The first scan with the parcel on its way. */
export const pickUp = (scans: readonly Scan[]): Scan | undefined => scans.find(({ step }) => rank[step] > 0);

/**
 * Where all scans together leave a parcel: at the furthest step; or in an exception, when that is the latest news and
 * the parcel has come to no end. A function of the set of scans: neither their order nor repetitions matter.
 */
export const standing = (scans: readonly Scan[]): ScanStep | undefined => {
  const reached = furthest(scans)?.step;
  const ended = reached === 'delivered' || reached === 'returned';
  return !ended && scans.at(-1)?.step === 'exception' ? 'exception' : reached;
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
