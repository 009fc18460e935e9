/**
 * Every use case of the platform, found by its file. Infrastructure, documentation and tests all read this one list.
 */
import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Contract } from '../shared/kernel/doors/contract.ts';
import './tsx-files.ts';

export const projectRoot = fileURLToPath(new URL('..', import.meta.url));

/** Where a use case is and what it is called, before its file has been read. */
export interface UseCaseFile {
  /** `ordering/place-order` */
  readonly id: string;
  readonly context: string;
  /** `place-order` */
  readonly name: string;
  /** `ordering.placeOrder`: each context names as it likes. */
  readonly operationId: string;
  /** Relative to the project: `functions/ordering/place-order.ts` */
  readonly file: string;
}

export interface Declaration<C extends Contract = Contract> extends UseCaseFile {
  readonly contract: C;
}

/** The use case in `functions/<context>/[<floor>/]<name>.ts`: a floor keeps what belongs together in a large context. */
export const useCaseFile = (file: string): UseCaseFile => {
  const name = basename(file, '.ts');
  const context = file.split('/')[1]!;
  return { id: `${context}/${name}`, context, name, operationId: `${camelCase(context)}.${camelCase(name)}`, file };
};

/** Lists the use cases by id, without importing them. */
export const listUseCases = (): UseCaseFile[] =>
  globSync('functions/**/*.ts', { cwd: projectRoot })
    .map(useCaseFile)
    .sort((a, b) => a.id.localeCompare(b.id, 'en'));

/**
 * Imports every use case and returns what each declares, by id.
 * @throws Error naming the file that exports no contract.
 */
export const loadDeclarations = async (): Promise<Declaration[]> =>
  Promise.all(
    listUseCases().map(async (useCase) => {
      const module: { contract?: Contract } = await import(pathToFileURL(join(projectRoot, useCase.file)).href);
      if (!module.contract?.door) throw new Error(`${useCase.file} exports no contract`);
      return { ...useCase, contract: module.contract };
    }),
  );

/** A declaration whose contract is of one door: `declarations.filter(through('endpoint'))`. */
export const through =
  <D extends Contract['door']>(door: D) =>
  (declaration: Declaration): declaration is Declaration<Extract<Contract, { door: D }>> =>
    declaration.contract.door === door;

/** Whether its context keeps what it could not do, for a person: what is told or scheduled, but for messages of jobs. */
export const parks = ({ contract }: Declaration): boolean =>
  contract.door === 'job'
    ? contract.on.length > 0
    : ['subscriber', 'deadline', 'report', 'schedule', 'stream'].includes(contract.door);

const camelCase = (kebab: string): string => kebab.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
