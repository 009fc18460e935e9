import { execFileSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { steps } from '../../../docs/generate.ts';
import { eventsOf } from '../../../docs/generators/events.ts';
import { pathNames } from '../../../docs/generators/openapi.ts';
import { loadDeclarations, projectRoot, through } from '../../../infra/declarations.ts';

const declarations = await loadDeclarations();
const endpoints = declarations.filter(through('endpoint'));

const joined = (name: string): string => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

describe('names', () => {
  it.each(declarations.map((one) => [one.id, one] as const))(
    '%s is one file with one name',
    (id, { file, operationId, context, name, contract }) => {
      expect(file).toMatch(new RegExp(`^functions/${context}/([a-z-]+/)?${name}\\.ts$`));
      expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(operationId).toBe(`${joined(context)}.${joined(name)}`);
      // API Gateway takes 64 characters.
      expect(operationId.length).toBeLessThanOrEqual(64);
      expect(contract.summary).toMatch(/^[A-Z].*\.$/);
      // Lambda names are limited to 64 characters.
      expect(`jishi-prod-${id.replace('/', '-')}`.length).toBeLessThanOrEqual(64);
    },
  );

  it('are unique: ids, operations and routes', () => {
    for (
      const names of [
        declarations.map(({ operationId }) => operationId),
        endpoints.map(({ contract }) => `${contract.audience} ${contract.route}`),
      ]
    ) {
      expect(names).toHaveLength(new Set(names).size);
    }
  });

  it.each(endpoints.map((one) => [one.id, one.contract] as const))(
    '%s takes what its path names',
    (_, { route, input }) => {
      for (const name of pathNames(route)) expect(Object.keys(input.shape)).toContain(name);
    },
  );

  it('let others keep only what anyone may read, and for five minutes at the most', () => {
    const kept = endpoints.map(({ contract }) => contract).filter(({ cache }) => cache !== undefined);
    expect(kept.length).toBeGreaterThan(0);
    for (const { route, callers, cache } of kept) {
      expect([route, callers]).toEqual([expect.stringMatching(/^GET /), 'anyone']);
      expect(cache).toBeLessThanOrEqual(300);
    }
  });
});

describe('use cases', () => {
  it('stay small: at most 120 lines each', () => {
    const long = declarations.map(({ file }) => [file, readFileSync(file, 'utf8').split('\n').length] as const).filter((
      [, lines],
    ) => lines > 120);
    expect(long).toEqual([]);
  });

  it('can be imported in an empty environment, and leave nothing running', () => {
    const script = `for (const file of ${
      JSON.stringify(declarations.map(({ file }) => `./${file}`))
    }) await import(file);
      console.log(JSON.stringify(process.getActiveResourcesInfo().filter((kind) => !/^(PipeWrap|TTYWrap|FSReqPromise|CloseReq)$/.test(kind))));`;
    const output = execFileSync(process.execPath, [
      '--no-warnings',
      '--import',
      './infra/tsx-files.ts',
      '--input-type=module',
      '-e',
      script,
    ], {
      cwd: projectRoot,
      env: {},
      encoding: 'utf8',
    });
    expect(JSON.parse(output)).toEqual([]);
  });

  it('set only deadlines that somebody handles', () => {
    const set = globSync('{functions,shared}/**/*.ts', { cwd: projectRoot })
      .flatMap((file) =>
        [...readFileSync(file, 'utf8').matchAll(/(?:due\.set|settingDue)\((?!dueAt)[^']*'([^']+)'/g)].map(([, id]) =>
          id!
        )
      );
    const handled = new Set(declarations.filter(through('deadline')).map(({ id }) => id));
    expect(set.filter((id) => !handled.has(id))).toEqual([]);
  });
});

describe('events', () => {
  const events = eventsOf(declarations);

  it.each(events.map((event) => [event.eventName, event] as const))(
    '%s has a name in the past and a valid sample',
    (name, { schema, sample }) => {
      expect(name).toMatch(/^[a-z]+(-[a-z]+)+$/);
      expect(schema.safeParse(sample).error).toBeUndefined();
    },
  );

  it('are told by somebody before anybody follows them', () => {
    const told = new Set(events.map(({ eventName }) => eventName));
    const untold = declarations.flatMap(({ id, contract }) =>
      ('on' in contract ? contract.on : []).filter(({ eventName }) => !told.has(eventName)).map(({ eventName }) =>
        `${id} on ${eventName}`
      )
    );
    expect(untold).toEqual([]);
  });
});

describe('what is generated', async () => {
  const generated = await Promise.all(steps.map((step) => step()));
  it.each(generated.flatMap((files) => Object.entries(files)))('%s is fresh (npm run generate)', (file, content) => {
    expect(existsSync(file) && readFileSync(file, 'utf8')).toBe(content);
  });
});
