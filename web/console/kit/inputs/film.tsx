import { useWords } from '../words.tsx';

/** A short video as anyone sees it; nothing where there is none. */
export const Film = ({ of }: { readonly of: string | undefined }) => {
  const words = useWords();
  return of && (
    <video className="film" src={of} controls playsInline preload="metadata" aria-label={words.field('video')} />
  );
};
