/** Loaded before an operator's command: what it takes for the time is the local cloud's. */
import { patchDate, shiftedClock } from '../shifted-clock.ts';

patchDate(shiftedClock(Number(process.env['LOCAL_CLOCK_OFFSET_MS'] ?? 0)).memory);
