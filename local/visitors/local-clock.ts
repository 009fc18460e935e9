/** The local clock, moved from outside. */
import { ask, type Site } from './site.ts';

const patience = 15 * 60_000;

/** Waits until nothing is under way any more. @throws Error after a quarter of an hour */
export const settled = async (site: Site): Promise<void> => {
  for (const deadline = performance.now() + patience;;) {
    const { quiet } = await ask<{ quiet: boolean }>(site, 'GET', `${site.control}/quiet?timeout=30000`);
    if (quiet) return;
    if (performance.now() > deadline) throw new Error('The platform did not come to rest');
  }
};

/** Moves the clock forward; what falls due on the way has happened when this returns. */
export const pass = async (site: Site, milliseconds: number): Promise<void> => {
  const { quiet } = await ask<{ quiet: boolean }>(site, 'POST', `${site.control}/clock`, { advanceMs: milliseconds });
  if (!quiet) await settled(site);
};
