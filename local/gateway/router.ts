/**
 * Finds the route of a request as API Gateway does: the most specific path wins, a fixed segment before a variable
 * one.
 */

/** A path variable's value is decoded. */
export interface Match<T> {
  readonly route: T;
  readonly pathParameters: Record<string, string> | undefined;
}

interface Node<T> {
  readonly fixed: Map<string, Node<T>>;
  variable?: Node<T>;
  /** By method; `ANY` serves those that are not named. */
  readonly routes: Map<string, { readonly route: T; readonly names: readonly string[] }>;
  /** `{proxy+}`: the rest of the path. */
  readonly greedy: Map<string, { readonly route: T; readonly names: readonly string[] }>;
}

/** @param routes by route key: `GET /v1/products/{productId}`, `ANY /{proxy+}`, `$default` */
export const createRouter = <T>(routes: Iterable<readonly [routeKey: string, route: T]>) => {
  const root = node<T>();
  let fallback: T | undefined;

  for (const [routeKey, route] of routes) {
    if (routeKey === '$default') {
      fallback = route;
      continue;
    }
    const [method, path] = routeKey.split(' ') as [string, string];
    const names: string[] = [];
    let at = root;
    let greedy = false;
    for (const segment of segmentsOf(path)) {
      const name = /^\{([^+}]+)(\+?)\}$/.exec(segment);
      if (name) names.push(name[1]!);
      if (name?.[2]) greedy = true;
      else if (name) at = at.variable ??= node();
      else at = at.fixed.get(segment) ?? at.fixed.set(segment, node()).get(segment)!;
    }
    (greedy ? at.greedy : at.routes).set(method, { route, names });
  }

  /** @param path as it was sent, still encoded; throws URIError when it is encoded wrongly */
  return (method: string, path: string): Match<T> | undefined => {
    const segments = segmentsOf(path);
    const values: string[] = [];

    const descend = (at: Node<T>, depth: number): { route: T; names: readonly string[] } | undefined => {
      if (depth === segments.length) {
        const found = at.routes.get(method) ?? at.routes.get('ANY');
        if (found) return found;
      } else {
        const segment = segments[depth]!;
        const fixed = at.fixed.get(segment);
        const found = fixed && descend(fixed, depth + 1);
        if (found) return found;
        if (at.variable && segment !== '') {
          values.push(segment);
          const variable = descend(at.variable, depth + 1);
          if (variable) return variable;
          values.pop();
        }
      }
      const rest = at.greedy.get(method) ?? at.greedy.get('ANY');
      if (rest && depth < segments.length) values.push(segments.slice(depth).join('/'));
      return rest && depth < segments.length ? rest : undefined;
    };

    const found = descend(root, 0);
    if (!found) return fallback === undefined ? undefined : { route: fallback, pathParameters: undefined };
    if (found.names.length === 0) return { route: found.route, pathParameters: undefined };
    const pathParameters = Object.fromEntries(found.names.map((name, i) => [name, decodeURIComponent(values[i]!)]));
    return { route: found.route, pathParameters };
  };
};

const node = <T>(): Node<T> => ({ fixed: new Map(), routes: new Map(), greedy: new Map() });
const segmentsOf = (path: string): string[] => path.slice(1).split('/');
