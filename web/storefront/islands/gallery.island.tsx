import { useEffect, useRef, useState } from 'preact/hooks';
import type { CloseView } from '../../../shared/catalogue/pictures/picture-view.ts';
import { island } from '../island.tsx';
import { srcset } from '../parts/picture.tsx';
import { useShop } from '../shop.ts';

interface GalleryProps {
  readonly images: readonly CloseView[];
  readonly title: string;
}

const closest = 4;

/** Several views of one thing: chosen by thumbnail or arrow keys, looked at closely by click, wheel or two fingers. */
const Gallery = ({ images, title }: GalleryProps) => {
  const { w } = useShop();
  const [shown, show] = useState(0);
  const [zoom, setZoom] = useState(1);
  const [at, setAt] = useState({ x: 50, y: 50 });
  const stage = useRef<HTMLButtonElement>(null);
  const fingers = useRef(new Map<number, { x: number; y: number }>());
  const apart = useRef(0);

  const within = (scale: number): number => Math.min(closest, Math.max(1, scale));
  const look = (event: { clientX: number; clientY: number }): void => {
    const box = stage.current!.getBoundingClientRect();
    setAt({ x: 100 * (event.clientX - box.left) / box.width, y: 100 * (event.clientY - box.top) / box.height });
  };

  // A wheel's event has to be listened to actively, or the page scrolls as well.
  useEffect(() => {
    const element = stage.current;
    if (!element) return undefined;
    const onWheel = (event: WheelEvent): void => {
      if (!event.ctrlKey && zoom === 1) return;
      event.preventDefault();
      look(event);
      setZoom((before) => within(before * (event.deltaY < 0 ? 1.2 : 1 / 1.2)));
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [zoom]);

  const distance = (): number => {
    const [a, b] = [...fingers.current.values()];
    return a && b ? Math.hypot(a.x - b.x, a.y - b.y) : 0;
  };
  const onPointerMove = (event: PointerEvent): void => {
    if (event.pointerType === 'mouse') return zoom > 1 ? look(event) : undefined;
    if (!fingers.current.has(event.pointerId)) return;
    fingers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (fingers.current.size !== 2) return;
    const now = distance();
    if (apart.current) setZoom((before) => within(before * now / apart.current));
    apart.current = now;
  };
  const lift = (event: PointerEvent): void => {
    fingers.current.delete(event.pointerId);
    apart.current = 0;
  };
  const step = (by: number): void => {
    show((before) => (before + by + images.length) % images.length);
    setZoom(1);
  };

  const picture = images[shown];
  if (!picture) {
    return (
      <div class="gallery">
        <span class="picture none" aria-hidden="true" />
      </div>
    );
  }
  return (
    <div class="gallery">
      <button
        ref={stage}
        type="button"
        class={zoom > 1 ? 'stage close' : 'stage'}
        aria-label={`${w.product.zoom}: ${title}, ${w.product.picture(shown + 1, images.length)}`}
        aria-pressed={zoom > 1}
        onClick={(event) => {
          look(event);
          setZoom(zoom > 1 ? 1 : 2.5);
        }}
        onKeyDown={(event) => {
          if (event.key === 'ArrowRight') step(1);
          if (event.key === 'ArrowLeft') step(-1);
          if (event.key === 'Escape') setZoom(1);
        }}
        onPointerDown={(event) => fingers.current.set(event.pointerId, { x: event.clientX, y: event.clientY })}
        onPointerMove={onPointerMove}
        onPointerUp={lift}
        onPointerCancel={lift}
      >
        <img
          class="picture"
          src={zoom > 1 ? picture.zoom : picture.medium}
          {...(zoom === 1 && { srcset: srcset(picture), sizes: '(max-width: 46rem) 100vw, 640px' })}
          alt={title}
          width={960}
          height={960}
          fetchpriority="high"
          onError={() => setZoom(1)}
          style={zoom > 1 ? { transform: `scale(${zoom})`, transformOrigin: `${at.x}% ${at.y}%` } : undefined}
        />
      </button>
      {images.length > 1 && (
        <ul class="thumbs">
          {images.map((image, i) => (
            <li key={image.small}>
              <button
                type="button"
                aria-label={w.product.picture(i + 1, images.length)}
                aria-current={i === shown}
                onClick={() => {
                  show(i);
                  setZoom(1);
                }}
              >
                <img class="picture" src={image.small} alt="" width={96} height={96} loading="lazy" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
};

export default island('gallery', Gallery);
