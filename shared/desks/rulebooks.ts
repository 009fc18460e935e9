import { desks } from './desks.ts';

/** How long something may wait at each desk, as it declares. */
export const deskClockBooks = desks.map(({ clock }) => clock);
