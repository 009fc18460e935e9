import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant } from '../../../shared/kernel/clock.ts';
import { exportAttempts } from '../../../shared/settlement/policy.ts';
import { closeRun, exportStep, finishRun, startRun, type SettlementRun } from '../../../shared/settlement/run.ts';

const now = instant(Date.UTC(2026, 10, 22, 2));
const started = startRun('2026-11-22', 0, instant(0), now).after;

describe('the export of a day', () => {
  it('waits for who is missing, closes the run, and writes one wait later [SET-07]', () => {
    for (let attempt = 1; attempt < exportAttempts; attempt += 1) {
      expect(exportStep(started, 1, attempt)).toBe('wait');
      expect(exportStep(started, 0, attempt)).toBe('write');
    }
    expect(exportStep(started, 1, exportAttempts)).toBe('close');
    const closed = closeRun(started).after;
    expect(exportStep(closed, 1, exportAttempts)).toBe('nothing');
    expect(exportStep(closed, 1, exportAttempts + 1)).toBe('write');
    expect(exportStep(finishRun(closed, 4, now).after, 0, exportAttempts + 1)).toBe('nothing');
  });

  it('leaves one wait between closing and writing, however often its deadlines come [SET-07]', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 2 }), { maxLength: 60 }), (picks) => {
      let run: SettlementRun = started;
      let closedAt = 0;
      /** The attempts for which deadlines have been set; each may come again. */
      const due = [1];
      for (const pick of picks) {
        const attempt = due.at(-1 - (pick % due.length))!;
        const step = exportStep(run, 1, attempt);
        if (step === 'wait' || step === 'close') due.push(attempt + 1);
        if (step === 'close') [run, closedAt] = [closeRun(run).after, attempt];
        if (step === 'write') {
          expect(run.state).toBe('closed');
          expect(attempt).toBeGreaterThan(closedAt);
          run = finishRun(run, 4, now).after;
        }
      }
    }));
  });
});
