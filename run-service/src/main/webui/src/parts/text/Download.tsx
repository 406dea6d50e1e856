import { Anchor } from "@mantine/core";
import { partWords as words } from "@/words/parts";

/** Saves a text that the page already has. */
export function save(text: string, name: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

export function Download({ text, name, label }: { text: string; name: string; label: string }) {
  return (
    <Anchor component="button" type="button" size="xs" onClick={() => save(text, name)}>
      {words.download} ({label})
    </Anchor>
  );
}
