/** Looks into synthesized templates: the real use cases together with one of every door. Bundles are not needed. */
import { synthesize } from '../../infra/app.ts';
import { type Declaration, loadDeclarations } from '../../infra/declarations.ts';
import { sampleUseCases } from './sample.ts';

/** Any JSON, to be looked into by path. */
export type Json = string | number | boolean | null | undefined | Json[] | { [name: string]: Json };

export interface Resource {
  /** `jishi-dev-ordering/placeorderFunction1234` */
  readonly where: string;
  readonly stack: string;
  readonly id: string;
  readonly type: string;
  readonly properties: Json;
  readonly deletionPolicy: string | undefined;
}

export interface Stack {
  readonly name: string;
  readonly protected: boolean;
  readonly resources: readonly Resource[];
  readonly outputs: readonly { readonly name: string; readonly description: Json; readonly exported: boolean }[];
}

type Template = {
  Resources: Record<string, { Type: string; Properties?: Json; DeletionPolicy?: string }>;
  Outputs?: Record<string, { Description?: Json; Export?: Json }>;
};

export const declared: Declaration[] = [...(await loadDeclarations()), ...sampleUseCases];

/** The stacks of a stage. */
export const stacksOf = async (stage: string, declarations: readonly Declaration[] = declared): Promise<Stack[]> =>
  (await synthesize({ stage, declarations, code: 'placeholder' })).stacks.map(
    ({ stackName, template, terminationProtection }) => {
      const { Resources, Outputs = {} } = template as Template;
      return {
        name: stackName,
        protected: terminationProtection === true,
        resources: Object.entries(Resources).map(([id, { Type, Properties, DeletionPolicy }]) => ({
          where: `${stackName}/${id}`,
          stack: stackName,
          id,
          type: Type,
          properties: Properties,
          deletionPolicy: DeletionPolicy,
        })),
        outputs: Object.entries(Outputs).map(([name, { Description, Export }]) => ({
          name,
          description: Description,
          exported: Export !== undefined,
        })),
      };
    },
  );

/** What is at `Target.DeadLetterConfig.Arn`, or undefined. Numbers index arrays. */
export const at = (json: Json, path: string): Json =>
  path.split('.').reduce<Json>((found, step) => (found as Record<string, Json> | null | undefined)?.[step], json);

/** The list at a path; one thing alone counts as a list of one, nothing as an empty one. */
export const listAt = (json: Json, path: string): Json[] => {
  const found = at(json, path);
  return found === undefined ? [] : ([found].flat() as Json[]);
};

/** An ARN or name with its references written out: `arn:<AWS::Partition>:s3:::jishi-dev-media-…`. */
export const written = (json: Json): string => {
  if (typeof json !== 'object' || json === null) return String(json);
  const join = at(json, 'Fn::Join');
  if (Array.isArray(join)) return (join[1] as Json[]).map(written).join(String(join[0]));
  return `<${Object.values(json).flat().map(written).join('.')}>`;
};

export interface Statement {
  readonly where: string;
  readonly effect: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly conditions: Json;
}

/** Every statement of every role. */
export const roleStatements = (resources: readonly Resource[]): Statement[] =>
  resources.flatMap((resource) =>
    [
      ...(resource.type === 'AWS::IAM::Role'
        ? listAt(resource.properties, 'Policies').map((policy) => at(policy, 'PolicyDocument'))
        : []),
      ...(resource.type === 'AWS::IAM::Policy' ? [at(resource.properties, 'PolicyDocument')] : []),
    ].flatMap((document) =>
      listAt(document, 'Statement').map((statement) => ({
        where: resource.where,
        effect: String(at(statement, 'Effect')),
        actions: listAt(statement, 'Action').map(String),
        resources: listAt(statement, 'Resource').map(written),
        conditions: at(statement, 'Condition'),
      }))
    )
  );
