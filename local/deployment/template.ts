/** Reads the synthesized CloudFormation templates and replaces every intrinsic function by its value. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { attributeOf, namingProperties, referenceOf } from './identifiers.ts';
import type { Place, Resource } from '../services/types.ts';

/** A stack's template, as far as the local cloud reads it. */
export interface Stack {
  readonly name: string;
  readonly template: Template;
}

interface Template {
  readonly Resources?: Readonly<Record<string, TemplateResource>>;
  readonly Parameters?: Readonly<Record<string, { readonly Default?: unknown }>>;
  readonly Mappings?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
  readonly Conditions?: Readonly<Record<string, unknown>>;
  readonly Outputs?: Readonly<
    Record<string, { readonly Value: unknown; readonly Export?: { readonly Name: unknown } }>
  >;
}

interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly Condition?: string;
}

/** The secret or parameter that a dynamic reference names: `{{resolve:secretsmanager:jishi/dev/secrets:…}}`. */
export type DynamicReference = (service: string, name: string) => string;

/** The stacks of a cloud assembly (`cdk.out`), as its manifest lists them. @throws Error when there is none */
export const readStacks = async (assembly: string): Promise<Stack[]> => {
  const manifest = JSON.parse(await readFile(join(assembly, 'manifest.json'), 'utf8')) as {
    artifacts: Record<string, { type: string; properties: { templateFile: string; stackName?: string } }>;
  };
  const stacks = Object.entries(manifest.artifacts).filter(([, { type }]) => type === 'aws:cloudformation:stack');
  return Promise.all(
    stacks.map(async ([id, { properties }]) => ({
      name: properties.stackName ?? id,
      template: JSON.parse(await readFile(join(assembly, properties.templateFile), 'utf8')) as Template,
    })),
  );
};

/**
 * Every resource of the stacks with plain properties. Physical names and ARNs are the same on every run.
 * @throws Error naming stack and resource, for a reference to what does not exist or a function that is not known
 */
export const resolveStacks = (
  stacks: readonly Stack[],
  place: Place,
  dynamicReference: DynamicReference,
): Resource[] => {
  const exported = new Map<string, () => unknown>();
  const resolvers = stacks.map((stack) => createResolver(stack, place, exported, dynamicReference));
  resolvers.forEach((resolver) => resolver.exportTo(exported));
  return resolvers.flatMap((resolver) => resolver.resources());
};

const createResolver = (
  { name: stack, template }: Stack,
  place: Place,
  exported: ReadonlyMap<string, () => unknown>,
  dynamicReference: DynamicReference,
) => {
  const pseudo: Record<string, unknown> = {
    'AWS::AccountId': place.accountId,
    'AWS::Region': place.region,
    'AWS::Partition': 'aws',
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::StackName': stack,
    'AWS::StackId': `arn:aws:cloudformation:${place.region}:${place.accountId}:stack/${stack}/local`,
    'AWS::NoValue': undefined,
    'AWS::NotificationARNs': [],
  };

  const fault = (message: string): Error => new Error(`${message} (stack ${stack})`);

  const known = (logicalId: string): TemplateResource => {
    const found = template.Resources?.[logicalId];
    if (!found) throw fault(`The template refers to ${logicalId}, which it does not declare`);
    return found;
  };

  const identity = (logicalId: string): Resource => {
    const { Type, Properties = {} } = known(logicalId);
    const naming = namingProperties.filter((property) => property in Properties);
    return {
      stack,
      logicalId,
      type: Type,
      properties: Object.fromEntries(naming.map((property) => [property, resolve(Properties[property])])),
    };
  };

  const reference = (name: string): unknown => {
    if (name in pseudo) return pseudo[name];
    const parameter = template.Parameters?.[name];
    return parameter ? parameter.Default : referenceOf(identity(name), place);
  };

  const getAttribute = (logicalId: string, name: string): string => attributeOf(identity(logicalId), name, place);

  const substitute = (text: string, values: Readonly<Record<string, unknown>>): string =>
    text.replaceAll(/\$\{(!?)([^}]+)\}/g, (whole, literal: string, name: string) => {
      if (literal) return `\${${name}}`;
      if (name in values) return String(resolve(values[name]));
      const [logicalId, ...attribute] = name.trim().split('.');
      return attribute.length ? getAttribute(logicalId!, attribute.join('.')) : String(reference(name.trim()) ?? whole);
    });

  const condition = (name: string): boolean => {
    if (!(name in (template.Conditions ?? {}))) throw fault(`There is no condition ${name}`);
    return resolve(template.Conditions![name]) === true;
  };

  const list = (value: unknown): unknown[] => resolve(value) as unknown[];

  const functions: Record<string, (argument: never) => unknown> = {
    Ref: reference,
    Condition: condition,
    'Fn::GetAtt': (path: string | [string, string]) => {
      const [logicalId, ...attribute] = typeof path === 'string' ? path.split('.') : path;
      return getAttribute(logicalId!, String(resolve(attribute.join('.'))));
    },
    'Fn::Join': ([delimiter, parts]: [string, unknown]) => list(parts).join(delimiter),
    'Fn::Sub': (argument: string | [string, Record<string, unknown>]) =>
      typeof argument === 'string' ? substitute(argument, {}) : substitute(...argument),
    'Fn::Select': ([index, of]: [unknown, unknown]) => list(of)[Number(resolve(index))],
    'Fn::Split': ([delimiter, text]: [string, unknown]) => String(resolve(text)).split(delimiter),
    'Fn::GetAZs': () => ['a', 'b', 'c'].map((zone) => place.region + zone),
    'Fn::Base64': (text: unknown) => Buffer.from(String(resolve(text))).toString('base64'),
    'Fn::FindInMap': (path: [unknown, unknown, unknown]) => {
      const [map, first, second] = path.map((step) => String(resolve(step))) as [string, string, string];
      return resolve(template.Mappings?.[map]?.[first]?.[second]);
    },
    'Fn::ImportValue': (name: unknown) => {
      const value = exported.get(String(resolve(name)));
      if (!value) throw fault(`No stack exports ${String(resolve(name))}`);
      return value();
    },
    'Fn::If': ([name, yes, no]: [string, unknown, unknown]) => resolve(condition(name) ? yes : no),
    'Fn::Equals': ([a, b]: [unknown, unknown]) => JSON.stringify(resolve(a)) === JSON.stringify(resolve(b)),
    'Fn::And': (parts: unknown[]) => parts.every((part) => resolve(part) === true),
    'Fn::Or': (parts: unknown[]) => parts.some((part) => resolve(part) === true),
    'Fn::Not': ([part]: [unknown]) => resolve(part) !== true,
  };

  const resolve = (value: unknown): unknown => {
    if (typeof value === 'string') return dynamic(value, dynamicReference);
    if (Array.isArray(value)) return value.map(resolve).filter((part) => part !== undefined);
    if (value === null || typeof value !== 'object') return value;
    const entries = Object.entries(value);
    const [only] = entries;
    if (entries.length === 1 && only && isIntrinsic(only)) {
      const apply = functions[only[0]];
      if (!apply) throw fault(`The local cloud does not know ${only[0]}`);
      return dynamic(apply(only[1] as never), dynamicReference);
    }
    return Object.fromEntries(
      entries.map(([key, part]) => [key, resolve(part)] as const).filter(([, part]) => part !== undefined),
    );
  };

  return {
    exportTo: (all: Map<string, () => unknown>): void => {
      for (const { Value, Export } of Object.values(template.Outputs ?? {})) {
        if (Export) all.set(String(resolve(Export.Name)), () => resolve(Value));
      }
    },
    resources: (): Resource[] =>
      Object.entries(template.Resources ?? {})
        .filter(([, { Condition }]) => Condition === undefined || condition(Condition))
        .map(([logicalId, { Type, Properties = {} }]) => ({
          stack,
          logicalId,
          type: Type,
          properties: resolve(Properties) as Record<string, unknown>,
        })),
  };
};

/** `{ Condition: … }` is also a part of every policy statement, where it holds an object. */
const isIntrinsic = ([key, argument]: [string, unknown]): boolean =>
  key === 'Ref' || key.startsWith('Fn::') || (key === 'Condition' && typeof argument === 'string');

const dynamic = (value: unknown, dynamicReference: DynamicReference): unknown =>
  typeof value === 'string' && value.includes('{{resolve:')
    ? value.replaceAll(
      /\{\{resolve:([^:}]+):([^:}]+)[^}]*\}\}/g,
      (_, service: string, name: string) => dynamicReference(service, name),
    )
    : value;
