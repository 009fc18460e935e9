/**
 * Evaluates identity policies as IAM does: an explicit Deny wins, then any Allow, otherwise the request is refused.
 * Only roles of functions exist here, so there are no resource policies, boundaries or session policies to weigh.
 */
import type { ConditionValue, Policies, Statement } from './types.ts';
import { ADMIN_ACCESS_KEY } from './types.ts';

/** One thing that a request wants to do; a request may want several (a transaction has one for each item). */
export interface Access {
  /** `dynamodb:PutItem` */
  readonly action: string;
  readonly resource: string;
  /** Condition keys with their values: `dynamodb:LeadingKeys`, `events:detail-type`. */
  readonly context?: Readonly<Record<string, readonly string[]>>;
}

export interface Refusal {
  readonly functionName: string;
  readonly access: Access;
  /** A sentence that says which grant is missing. */
  readonly message: string;
}

export interface Authorizer {
  /** The function that the key belongs to, `admin` for the local cloud's own, undefined for a key that nobody has. */
  nameOf(accessKeyId: string): string | undefined;
  /** Undefined if every access is allowed, otherwise the first that is not. */
  refusal(accessKeyId: string, accesses: readonly Access[]): Refusal | undefined;
}

/** Compiles the policies once; a decision costs microseconds. Throws for a condition operator that it does not know. */
export const createAuthorizer = (policies: Policies): Authorizer => {
  const roles = new Map(
    [...policies].map(([accessKeyId, policy]) => [
      accessKeyId,
      { functionName: policy.functionName, statements: policy.statements.map(compileStatement) },
    ]),
  );
  return {
    nameOf: (accessKeyId) => (accessKeyId === ADMIN_ACCESS_KEY ? 'admin' : roles.get(accessKeyId)?.functionName),
    refusal: (accessKeyId, accesses) => {
      if (accessKeyId === ADMIN_ACCESS_KEY) return undefined;
      const role = roles.get(accessKeyId);
      for (const access of accesses) {
        if (role === undefined) {
          return {
            functionName: '(unknown)',
            access,
            message: `The access key ${accessKeyId} belongs to no function.`,
          };
        }
        let allowed = false;
        let denied = false;
        for (const statement of role.statements) {
          if (!statement.applies(access)) continue;
          if (statement.allows) allowed = true;
          else denied = true;
        }
        if (denied || !allowed) {
          return { functionName: role.functionName, access, message: explain(role.functionName, access, denied) };
        }
      }
      return undefined;
    },
  };
};

const explain = (functionName: string, { action, resource, context }: Access, denied: boolean): string => {
  const conditions = Object.entries(context ?? {}).map(([key, values]) => `${key} ${values.join(', ')}`);
  return (
    `User: ${functionName} is not authorized to perform: ${action} on resource: ${resource}`
    + (conditions.length > 0 ? ` (${conditions.join('; ')})` : '')
    + (denied
      ? ' with an explicit deny in an identity-based policy'
      : ` because no identity-based policy allows it. The role of ${functionName} lacks this grant`)
  );
};

interface CompiledStatement {
  readonly allows: boolean;
  applies(access: Access): boolean;
}

type Test<T> = (subject: T) => boolean;

const compileStatement = (statement: Statement): CompiledStatement => {
  const action = statement.Action !== undefined
    ? anyOf(statement.Action, { ignoreCase: true })
    : not(anyOf(statement.NotAction ?? '*', { ignoreCase: true }));
  const resource = statement.Resource !== undefined
    ? anyOf(statement.Resource)
    : not(anyOf(statement.NotResource ?? '*'));
  const conditions = Object.entries(statement.Condition ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => compileCondition(operator, key, values))
  );
  return {
    allows: statement.Effect === 'Allow',
    applies: (access) =>
      action(access.action)
      && resource(access.resource)
      && conditions.every((condition) => condition(access.context ?? {})),
  };
};

const list = <T>(value: T | readonly T[]): readonly T[] => (Array.isArray(value) ? value : [value]) as readonly T[];

const not = <T>(test: Test<T>): Test<T> => (subject) => !test(subject);

const anyOf = (patterns: string | readonly string[], options: { ignoreCase?: boolean } = {}): Test<string> => {
  const tests = list(patterns).map((pattern) => like(pattern, options));
  return (subject) => tests.some((test) => test(subject));
};

/** `*` is any run of characters and `?` any one of them, in ARNs and StringLike alike. */
const like = (pattern: string, { ignoreCase = false }: { ignoreCase?: boolean } = {}): Test<string> => {
  if (pattern === '*') return () => true;
  if (!ignoreCase && !/[*?]/.test(pattern)) return (subject) => subject === pattern;
  const source = pattern
    .replace(/[\\^$.+()[\]{}|]/g, '\\$&')
    .replaceAll('*', '[^]*')
    .replaceAll('?', '[^]');
  const expression = new RegExp(`^${source}$`, ignoreCase ? 'i' : '');
  return (subject) => expression.test(subject);
};

/** What one operator makes of one value in the policy. Negated operators hold when no value in the policy fits. */
const operators: Readonly<Record<string, { of: (value: string) => Test<string>; negated?: true }>> = {
  StringEquals: { of: (value) => (subject) => subject === value },
  StringNotEquals: { of: (value) => (subject) => subject === value, negated: true },
  StringEqualsIgnoreCase: { of: (value) => (subject) => subject.toLowerCase() === value.toLowerCase() },
  StringNotEqualsIgnoreCase: {
    of: (value) => (subject) => subject.toLowerCase() === value.toLowerCase(),
    negated: true,
  },
  StringLike: { of: (value) => like(value) },
  StringNotLike: { of: (value) => like(value), negated: true },
  ArnEquals: { of: (value) => like(value) },
  ArnLike: { of: (value) => like(value) },
  ArnNotEquals: { of: (value) => like(value), negated: true },
  ArnNotLike: { of: (value) => like(value), negated: true },
  Bool: { of: (value) => (subject) => subject.toLowerCase() === value.toLowerCase() },
  NumericEquals: { of: (value) => (subject) => Number(subject) === Number(value) },
  NumericNotEquals: { of: (value) => (subject) => Number(subject) === Number(value), negated: true },
  NumericLessThan: { of: (value) => (subject) => Number(subject) < Number(value) },
  NumericLessThanEquals: { of: (value) => (subject) => Number(subject) <= Number(value) },
  NumericGreaterThan: { of: (value) => (subject) => Number(subject) > Number(value) },
  NumericGreaterThanEquals: { of: (value) => (subject) => Number(subject) >= Number(value) },
};

type Context = Readonly<Record<string, readonly string[]>>;

const compileCondition = (operator: string, key: string, policyValues: ConditionValue): Test<Context> => {
  const wanted = list(policyValues).map(String);
  const wantedKey = key.toLowerCase();
  const valuesIn = (context: Context): readonly string[] | undefined => {
    if (context[key] !== undefined) return context[key];
    // Condition keys are compared without case; the exact spelling above is the fast way to almost all of them.
    return Object.entries(context).find(([name]) => name.toLowerCase() === wantedKey)?.[1];
  };
  if (operator === 'Null') return (context) => wanted.includes(String(valuesIn(context) === undefined));

  const [, set, name, ifExists] = /^(ForAllValues:|ForAnyValue:)?(\w+?)(IfExists)?$/.exec(operator) ?? [];
  const known = operators[name ?? ''];
  if (known === undefined) throw new Error(`The local cloud does not evaluate the condition operator ${operator}`);
  const tests = wanted.map(known.of);
  const fits: Test<string> = known.negated === true
    ? (subject) => !tests.some((test) => test(subject))
    : (subject) => tests.some((test) => test(subject));
  return (context) => {
    const present = valuesIn(context);
    // A missing key satisfies ForAllValues (vacuously), the negated operators and IfExists; nothing else.
    if (present === undefined || present.length === 0) {
      return set === 'ForAllValues:' || ifExists !== undefined || (known.negated === true && set === undefined);
    }
    return set === 'ForAllValues:' ? present.every(fits) : present.some(fits);
  };
};
