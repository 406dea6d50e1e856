import { useLayoutEffect, useRef, useState, type RefObject } from "react";

/**
 * An element's width, in whole pixels, as it changes. Known before the element is first
 * seen: what is laid out by it never shows a frame that is laid out for nothing.
 */
export function useWidth<T extends HTMLElement>(): { ref: RefObject<T | null>; width: number } {
  const ref = useRef<T>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const node = ref.current;
    if (!node) return;
    const measure = () => setWidth(Math.floor(node.getBoundingClientRect().width));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(node);
    return () => observer.disconnect();
  }, []);
  return { ref, width };
}
