import { Tabs } from "@mantine/core";
import { useEffect, useRef, type ReactNode } from "react";

/** The tabs of a view. On a narrow screen they are pushed so far that the chosen one is seen. */
export function TabList({ value, children }: { value: string; children: ReactNode }) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const chosen = list.current?.querySelector("[aria-selected=true]");
    chosen?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [value]);
  return (
    <Tabs.List ref={list} mb="sm">
      {children}
    </Tabs.List>
  );
}
