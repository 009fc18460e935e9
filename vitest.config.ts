import { defineConfig } from 'vitest/config';

/** Files of a worker share what they import: loading all declarations anew for each took as long as many of the tests. */
const sharing = { isolate: false, setupFiles: ['tests/support/each-file.ts'] };

/** One file after another: they share the cloud's clock. */
const againstACloud = { testTimeout: 120_000, hookTimeout: 300_000, maxWorkers: 1 };

/**
 * The global setup is the root's alone: one cloud for all. Groups run one after the other: what needs no cloud, what
 * runs against a local cloud, what tries again what was done there, and what looks back on all of it.
 */
export default defineConfig({
  test: {
    globalSetup: ['tests/support/global-cloud.ts'],
    reporters: ['default', ['json', { outputFile: 'reports/tests.json' }]],
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...sharing,
          name: 'unit',
          include: ['tests/unit/**/*.test.ts', 'tests/infra/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          ...sharing,
          name: 'cloud',
          include: ['tests/integration/**/*.test.ts'],
          ...againstACloud,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          ...sharing,
          name: 'stories',
          include: ['tests/e2e/**/*.test.ts', 'tests/contract/**/*.test.ts'],
          ...againstACloud,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          ...sharing,
          name: 'pages',
          include: ['tests/pages/**/*.test.ts'],
          ...againstACloud,
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          ...sharing,
          name: 'again',
          include: ['tests/afterwards/{isolation,tried-again,desks}.test.ts'],
          ...againstACloud,
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          ...sharing,
          name: 'afterwards',
          include: ['tests/afterwards/{looking-back,access}.test.ts'],
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
