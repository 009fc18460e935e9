/** EventBridge's event patterns, which Lambda's stream and queue filters share. */
import type { EventPattern } from '../types.ts';

/**
 * Whether the event has all that the pattern asks for. Knows exact values, prefix, suffix, equals-ignore-case,
 * wildcard, anything-but (of values, prefix or suffix), exists, numeric and $or. Throws for any other test, so that a
 * pattern which the laptop cannot judge is noticed when it is first met.
 */
export const matchesPattern = (pattern: EventPattern, event: unknown): boolean =>
  Object.entries(pattern).every(([field, wanted]) => {
    if (field === '$or') return (wanted as EventPattern[]).some((choice) => matchesPattern(choice, event));
    const found = fieldsOf(event, field);
    if (Array.isArray(wanted)) return wanted.some((test: unknown) => passes(test, found));
    return (
      found.some((value) => matchesPattern(wanted as EventPattern, value))
      || (found.length === 0 && matchesPattern(wanted as EventPattern, undefined))
    );
  });

/** The values of a field: an array stands for each of its elements, at every level. */
const fieldsOf = (event: unknown, field: string): unknown[] => {
  if (Array.isArray(event)) return event.flatMap((element) => fieldsOf(element, field));
  if (typeof event !== 'object' || event === null || !Object.hasOwn(event, field)) return [];
  const value = (event as Record<string, unknown>)[field];
  return Array.isArray(value) && value.length > 0 ? value : [value];
};

const passes = (test: unknown, found: readonly unknown[]): boolean => {
  if (typeof test !== 'object' || test === null) return found.includes(test);
  const [kind, argument] = Object.entries(test)[0] ?? [];
  if (kind === 'exists') return found.length > 0 === argument;
  if (kind === 'anything-but') return found.length > 0 && found.every((value) => !isOneOf(argument, value));
  return found.some((value) => satisfies(kind, argument, value));
};

const isOneOf = (excluded: unknown, value: unknown): boolean => {
  if (typeof excluded !== 'object' || excluded === null) return excluded === value;
  if (Array.isArray(excluded)) return excluded.includes(value);
  const [kind, argument] = Object.entries(excluded)[0] ?? [];
  const choices: unknown[] = Array.isArray(argument) ? argument : [argument];
  return choices.some((choice) => satisfies(kind, choice, value));
};

const satisfies = (kind: string | undefined, argument: unknown, value: unknown): boolean => {
  switch (kind) {
    case 'prefix':
      return typeof value === 'string' && value.startsWith(String(argument));
    case 'suffix':
      return typeof value === 'string' && value.endsWith(String(argument));
    case 'equals-ignore-case':
      return typeof value === 'string' && value.toLowerCase() === String(argument).toLowerCase();
    case 'wildcard':
      return (
        typeof value === 'string'
        && new RegExp(
          `^${
            String(argument)
              .replace(/[\\^$.+?()[\]{}|]/g, '\\$&')
              .replaceAll('*', '[^]*')
          }$`,
        ).test(value)
      );
    case 'numeric':
      return typeof value === 'number' && inRange(argument as (string | number)[], value);
    default:
      throw new Error(`The local event bus does not know the pattern test ${String(kind)}`);
  }
};

const inRange = (bounds: readonly (string | number)[], value: number): boolean => {
  for (let i = 0; i < bounds.length; i += 2) {
    const limit = Number(bounds[i + 1]);
    const holds = {
      '=': value === limit,
      '<': value < limit,
      '<=': value <= limit,
      '>': value > limit,
      '>=': value >= limit,
    }[String(bounds[i])];
    if (holds !== true) return false;
  }
  return true;
};
