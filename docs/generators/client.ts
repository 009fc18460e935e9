/** The types of the API's typed client: which contract answers which route. */
import { through, type Declaration } from '../../infra/declarations.ts';

export const operationsOf = (declarations: readonly Declaration[]): string => {
  const endpoints = declarations.filter(through('endpoint'));
  const imports = endpoints.map(({ operationId, file }) =>
    `import type { contract as ${operationId} } from '../${file}';`
  );
  const entries = endpoints.map(({ operationId, contract }) => {
    const [method, path] = contract.route.split(' ');
    return `  '${method} /${contract.audience}${path}': typeof ${operationId};`;
  });
  return [
    '// Made by `npm run generate` from the contracts of the endpoints. Types only: nothing of this is in a bundle.',
    ...imports,
    '',
    '/** Every operation of the API by its method and path. */',
    'export interface Operations {',
    ...entries,
    '}',
    '',
  ].join('\n');
};
