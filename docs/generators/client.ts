/** The types of the API's typed client: which contract answers which route. */
import { through, type Declaration } from '../../infra/declarations.ts';

export const operationsOf = (declarations: readonly Declaration[]): string => {
  const endpoints = declarations.filter(through('endpoint'));
  const entries = endpoints.map(({ contract, file }) => {
    const [method, path] = contract.route.split(' ');
    return `  '${method} /${contract.audience}${path}': typeof import('../${file}')['contract'];`;
  });
  return [
    '// Made by `npm run generate` from the contracts of the endpoints. Types only: nothing of this is in a bundle.',
    '',
    '/** Every operation of the API by its method and path. */',
    'export interface Operations {',
    ...entries,
    '}',
    '',
  ].join('\n');
};
