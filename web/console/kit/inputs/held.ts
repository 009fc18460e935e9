/** What a form hands to a field of its own. */
export interface Held<T> {
  readonly id?: string;
  readonly value?: T;
  readonly onChange?: (value: T | undefined) => void;
}
