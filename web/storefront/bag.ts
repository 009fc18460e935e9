/** How many things this browser believes are in the cart; the cart itself is the server's. */
const mark = 'bag';
const told = 'bag-changed';

export const bagSize = (): number => Number(localStorage.getItem(mark) ?? 0);

/** Tells every part of every open page. @param lines as the server answered them */
export const bagIs = (lines: readonly { readonly quantity: number }[]): void => {
  localStorage.setItem(mark, String(lines.reduce((sum, { quantity }) => sum + quantity, 0)));
  dispatchEvent(new Event(told));
};

/** Listens, also to other tabs. @returns how to stop */
export const onBag = (hear: (size: number) => void): () => void => {
  const listen = (): void => hear(bagSize());
  addEventListener(told, listen);
  addEventListener('storage', listen);
  return () => {
    removeEventListener(told, listen);
    removeEventListener('storage', listen);
  };
};
