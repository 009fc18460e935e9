import type { PictureView } from '../../../shared/catalogue/pictures/picture-view.ts';

interface PictureProps {
  readonly of: PictureView | undefined;
  readonly alt: string;
  /** How wide it is shown, as in `sizes` of an image: by it a browser chooses among the widths. */
  readonly sizes: string;
  /** In sight at once. */
  readonly eager?: boolean;
}

/** The widths of a picture, for a browser to choose from. */
export const srcset = ({ small, medium, large }: PictureView): string =>
  `${small} 320w, ${medium} 640w, ${large} 1280w`;

/** A square picture that keeps its place while it loads. */
export const Picture = ({ of, alt, sizes, eager = false }: PictureProps) =>
  of
    ? (
      <img
        class="picture"
        src={of.medium}
        srcset={srcset(of)}
        sizes={sizes}
        alt={alt}
        width={640}
        height={640}
        loading={eager ? 'eager' : 'lazy'}
        decoding="async"
        {...(eager && { fetchpriority: 'high' })}
      />
    )
    : <span class="picture none" aria-hidden="true" />;
