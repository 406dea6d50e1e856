import { useEffect, useMemo, useRef, useState, type RefObject } from "react";
import { useLiveStore } from "@/stream/live";
import type { UnitMap } from "@/stream/unitMap";
import { layout, type Layout } from "./layout";
import { Painter, palette } from "./paint";

const HEIGHT = 150;
const SMALLEST = 2;
const LARGEST = 10;
const BREATH = 1_600;
const PULSE = 66;

/** What the canvas shows now, and how many of its pixels a pixel of the page has. */
export interface Shown {
  layout: Layout;
  ratio: number;
}

/**
 * Draws a map onto a canvas and follows it: what the stream changes is painted with the next frame,
 * without drawing any component again. Anew only for another size, density or theme.
 */
export function useCanvas(
  run: string,
  map: UnitMap,
  canvas: RefObject<HTMLCanvasElement | null>,
  width: number,
): Shown {
  const store = useLiveStore();
  const ratio = useRatio();
  const theme = useTheme();
  const painter = useRef<Painter | null>(null);
  const shown = useMemo(
    () => ({
      ratio,
      layout: layout(map, {
        width: width * ratio,
        height: HEIGHT * ratio,
        smallest: Math.round(SMALLEST * ratio),
        largest: Math.round(LARGEST * ratio),
      }),
    }),
    [map, width, ratio],
  );

  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (!canvas.current || !context || width === 0) return;
    const fresh = new Painter(context, shown.layout, palette(canvas.current));
    painter.current = fresh;
    fresh.paint(map);
    return store.subscribe(run, () => fresh.paint(map));
    // A theme is another palette.
  }, [store, run, map, canvas, width, shown, theme]);

  usePulse(painter);
  return shown;
}

/** What is in flight breathes, where motion is wanted, a few times a second. */
function usePulse(painter: RefObject<Painter | null>): void {
  useEffect(() => {
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    let frame = 0;
    let last = 0;
    const breathe = (now: number) => {
      frame = requestAnimationFrame(breathe);
      if (now - last < PULSE || !painter.current?.inFlight) return;
      last = now;
      painter.current.pulse((1 + Math.cos((now / BREATH) * 2 * Math.PI)) / 2);
    };
    frame = requestAnimationFrame(breathe);
    return () => cancelAnimationFrame(frame);
  }, [painter]);
}

/** Pixels of the screen for a pixel of the page; another one on another screen or zoom. */
function useRatio(): number {
  const [ratio, setRatio] = useState(() => window.devicePixelRatio);
  useEffect(() => {
    const media = matchMedia(`(resolution: ${ratio}dppx)`);
    const changed = () => setRatio(window.devicePixelRatio);
    media.addEventListener("change", changed);
    return () => media.removeEventListener("change", changed);
  }, [ratio]);
  return ratio;
}

const SCHEME = "data-mantine-color-scheme";

function useTheme(): string | null {
  const [theme, setTheme] = useState(() => document.documentElement.getAttribute(SCHEME));
  useEffect(() => {
    const root = document.documentElement;
    const observer = new MutationObserver(() => setTheme(root.getAttribute(SCHEME)));
    observer.observe(root, { attributes: true, attributeFilter: [SCHEME] });
    return () => observer.disconnect();
  }, []);
  return theme;
}
