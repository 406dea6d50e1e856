import { Button, Stack, Text } from "@mantine/core";
import { useRef, useState, type DragEvent, type ReactNode } from "react";
import { parts } from "@/words/parts";
import css from "./FileDrop.module.css";

/** A place to drop one file, with a button for who has no mouse. */
export function FileDrop({
  label,
  accept,
  disabled = false,
  children,
  onFile,
}: {
  label: string;
  accept: string;
  disabled?: boolean;
  children?: ReactNode;
  onFile: (file: File) => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  // Entering a child of the area leaves the area, so the doors are counted.
  const [depth, setDepth] = useState(0);

  function drop(event: DragEvent) {
    event.preventDefault();
    setDepth(0);
    const file = event.dataTransfer.files[0];
    if (file && !disabled) onFile(file);
  }

  return (
    <div
      className={css.area}
      data-over={depth > 0 || undefined}
      onDragEnter={(event) => {
        event.preventDefault();
        setDepth((d) => d + 1);
      }}
      onDragLeave={() => setDepth((d) => Math.max(0, d - 1))}
      onDragOver={(event) => event.preventDefault()}
      onDrop={drop}
    >
      <Stack gap={6} align="center">
        <Text size="sm" fw={600}>
          {depth > 0 ? parts.drop.here : label}
        </Text>
        {children && (
          <Text component="div" size="xs" className="quiet" ta="center">
            {children}
          </Text>
        )}
        <Button variant="default" disabled={disabled} onClick={() => input.current?.click()}>
          {parts.drop.choose}
        </Button>
        <input
          ref={input}
          type="file"
          hidden
          accept={accept}
          aria-label={label}
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            // The same file may be chosen again after it was mended.
            event.currentTarget.value = "";
            if (file) onFile(file);
          }}
        />
      </Stack>
    </div>
  );
}
