import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

/**
 * Leaves out of the bundles what a Lambda has no use for and esbuild cannot know to be idle. `docs/performance.md` says
 * what they are worth.
 *
 * - The chain of credential providers: a Lambda finds its credentials in the environment, and nowhere else.
 * - Schemas of operations that are never called: their computed keys (`{ [_hH]: … }`) might have side effects, for all
 *   that esbuild can tell. Spelled out they have none.
 * - Answers that are streams of events: no operation that is called here has one.
 * - The cache of endpoint discovery, which no operation that is called here uses.
 * - Big numbers (`bn.js`), which web push has for reading keys and we never read any; and the proxy through which it would
 *   send by itself: we send by `fetch`.
 * - JSON Schema: only the documents are made from the schemas, and not in a Lambda.
 * - The layers that DynamoDB's client puts around a call: `shared/kernel/store/transport.ts` takes its commands another way.
 * - The lists of errors of DynamoDB's client and of Lambda's, which are known by their names.
 * - Brotli's dictionary, with which fonts for the web are unpacked: the font of shipping papers is none of them.
 * - The way by which EasyPost's client would ask by itself (superagent): it asks by ours.
 * - All of a client's package.json but its version, which the user agent tells.
 */
export const leanSdk: Plugin = {
  name: 'lean-sdk',
  setup(build) {
    build.onLoad({ filter: /\/brotli\/decompress\.js$/ }, () => ({ contents: 'module.exports = undefined;' }));
    build.onLoad({ filter: /@aws-sdk\/credential-provider-node\/dist-es\/index\.js$/ }, () => ({
      contents: "export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';",
    }));
    build.onLoad({ filter: /@smithy\/core\/dist-es\/submodules\/event-streams\/index\.js$/ }, () => ({
      contents: `export const EventStreamSerde = undefined;
        export const eventStreamSerdeProvider = undefined;
        export const resolveEventStreamSerdeConfig = (config) => config;`,
    }));
    build.onLoad({ filter: /@aws-sdk\/client-[^/]+\/dist-es\/schemas\/schemas_\d+\.js$/ }, async ({ path }) => {
      const schemas = spellOut(await readFile(path, 'utf8'));
      const lean = /\/client-(dynamodb|lambda)\//.test(path);
      return { contents: lean ? schemas.replaceAll(/^n0_registry\.registerError\(.*\);$/gm, '') : schemas };
    });
    build.onLoad({ filter: /@aws-sdk\/client-dynamodb\/dist-es\/DynamoDBClient\.js$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8')).replaceAll(/^\s*this\.middlewareStack\.use\((?:.|\n)*?\)\);$/gm, ''),
    }));
    build.onLoad({ filter: /@aws-sdk\/endpoint-cache\/dist-es\/index\.js$/ }, () => ({
      contents: 'export class EndpointCache {}',
    }));
    build.onLoad(
      { filter: /asn1\.js\/node_modules\/bn\.js\/lib\/bn\.js$|https-proxy-agent\/dist\/index\.js$/ },
      () => ({
        contents: 'module.exports = {};',
      }),
    );
    build.onLoad(
      { filter: /zod\/v4\/core\/(to-json-schema|json-schema-processors)\.js$/ },
      async ({ path }) => ({ contents: emptied(await readFile(path, 'utf8')) }),
    );
    build.onLoad(
      { filter: /\/superagent\/lib\/node\/index\.js$/ },
      () => ({ contents: 'module.exports = undefined;' }),
    );
    build.onLoad({ filter: /@aws-sdk\/[^/]+\/package\.json$/ }, async ({ path }) => {
      const { version } = JSON.parse(await readFile(path, 'utf8')) as { version: string };
      return { contents: JSON.stringify({ version }), loader: 'json' };
    });
  },
};

/** Puts the value of a constant for its name wherever it is a computed key. */
const spellOut = (code: string): string => {
  const constants = new Map(
    [...code.matchAll(/^const (\w+) = ("[^"\\]*");$/gm)].map(([, name, value]) => [name!, value!]),
  );
  return code.replaceAll(/\[(\w+)\]:/g, (key, name: string) => (constants.has(name) ? `${constants.get(name)}:` : key));
};

/** The same exports, each a function that does nothing. */
const emptied = (code: string): string =>
  [...code.matchAll(/^export (?:const|function) (\w+)/gm)].map(([, name]) => `export const ${name} = () => {};`).join(
    '',
  );
