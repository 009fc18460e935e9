/** Runs before each test file: nothing of the one before is left. */
import { afterAll, vi } from 'vitest';
import { nextFile } from './per-file.ts';

nextFile();
afterAll(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});
