import { type RefObject, useEffect, useState } from 'react';

/** How far out of view counts as near, in pixels: what is scrolled to is there before it is seen. */
const MARGIN = 600;

let watching: IntersectionObserver | undefined;
const waiting = new WeakMap<Element, () => void>();

/** One observer for all: hundreds of them would cost more than what they spare. */
function observer(): IntersectionObserver {
  watching ??= new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) if (isIntersecting) waiting.get(target)?.();
    },
    // The list scrolls in a box of its own, which the window's margin does not widen.
    { scrollMargin: `${MARGIN}px` },
  );
  return watching;
}

/**
 * Whether an element has come near the view, and a way to say that it has. What is near once stays so: a
 * list of hundreds mounts the small parts of its items only where someone looks.
 */
export function useNear(ref: RefObject<Element | null>, from: boolean): [boolean, () => void] {
  const [near, setNear] = useState(from);
  useEffect(() => {
    const element = ref.current;
    if (near || !element) return;
    waiting.set(element, () => setNear(true));
    observer().observe(element);
    return () => observer().unobserve(element);
  }, [near, ref]);
  return [near, () => setNear(true)];
}
