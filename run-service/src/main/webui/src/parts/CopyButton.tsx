import { Button, type ButtonProps } from "@mantine/core";
import { useEffect, useState } from "react";
import { words } from "@/words/common";
import { parts } from "@/words/parts";

const SHOWN_MS = 2_000;

/** Copies a text and says that it did. */
export function CopyButton({
  text,
  label = words.copy,
  ...button
}: { text: string | (() => string); label?: string } & ButtonProps) {
  const [state, setState] = useState<"idle" | "done" | "failed">("idle");
  useEffect(() => {
    if (state !== "done") return;
    const timer = setTimeout(() => setState("idle"), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [state]);
  async function copy() {
    try {
      await navigator.clipboard.writeText(typeof text === "string" ? text : text());
      setState("done");
    } catch {
      // Without HTTPS and in some frames the clipboard is closed; it is said, and the text stays selectable.
      setState("failed");
    }
  }
  const shown = { idle: label, done: parts.copied, failed: parts.copyFailed };
  return (
    <Button variant="default" onClick={() => void copy()} {...button}>
      <span aria-live="polite">{shown[state]}</span>
    </Button>
  );
}
