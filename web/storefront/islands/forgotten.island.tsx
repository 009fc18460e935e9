import { CodeSteps } from '../parts/code-steps.tsx';
import { island } from '../island.tsx';
import { useShop } from '../shop.ts';
import { ask } from '../visit.ts';

/** Setting a password that was forgotten, by a code. */
const Forgotten = () => {
  const { w } = useShop();
  const send = (login: string): Promise<unknown> => ask('POST /shop/v1/password-resets', { login });
  return (
    <CodeSteps
      name="forgotten"
      next={w.register.next}
      finishing={w.forgotten.finish}
      begin={send}
      resend={send}
      finish={(given) => ask('POST /shop/v1/password-resets/confirm', given)}
    />
  );
};

export default island('forgotten', Forgotten);
