import { useEffect, useState } from "react";
import { duration } from "@/format/times";

/** The time, each second, for what is counted in seconds. */
export function useSeconds(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** How long something has taken: until its end, else until now. */
export function Elapsed({ from, to }: { from?: string | null; to?: string | null }) {
  const now = useSeconds();
  if (!from) return null;
  const begun = Date.parse(from);
  if (to) return <>{duration(Math.max(0, Date.parse(to) - begun))}</>;
  return <>{duration(Math.max(0, Math.floor((now - begun) / 1000) * 1000))}</>;
}
