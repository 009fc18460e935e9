/** Parts of a page that come alive in the browser; the rest of it never costs a visitor any script. */
import type { ComponentType, VNode } from 'preact';

/**
 * When it comes alive: at once, or only when somebody may be signed in. For others it is no more than a way to sign in, and
 * costs no script.
 */
export type Waking = 'load' | 'signed-in';

export interface Island<P extends object> {
  (props: P): VNode;
  readonly View: ComponentType<P>;
}

/**
 * Renders on the server like any part, and notes what it was given: `browser.ts` wakes it with the same. The file it is
 * the default export of is `islands/<name>.island.tsx`.
 */
export const island = <P extends object>(name: string, View: ComponentType<P>, waking: Waking = 'load'): Island<P> =>
  Object.assign(
    (props: P) => (
      <div class="island" data-island={name} data-waking={waking} data-props={JSON.stringify(props)}>
        <View {...props} />
      </div>
    ),
    { View },
  );
