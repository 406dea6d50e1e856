import { Button } from "@mantine/core";
import { useState } from "react";
import { bytes } from "@/format/numbers";
import { values as words } from "@/words/values";
import css from "./Value.module.css";
import { shown } from "./visible";

const MOST = 20_000;

/** A value of a dataset or an answer as text, cut when it is very long, whole on request. */
export function Value({ value, label }: { value: unknown; label?: string }) {
  const [whole, setWhole] = useState(false);
  if (value === undefined) return <span className="quiet">–</span>;
  const text = shown(value);
  const cut = text.length > MOST && !whole;
  return (
    <>
      <pre className={`mono ${css.value}`} tabIndex={0} aria-label={label} role="group">
        {cut ? text.slice(0, MOST) : text}
      </pre>
      {cut && (
        <Button variant="subtle" onClick={() => setWhole(true)}>
          {words.whole(bytes(text.length))}
        </Button>
      )}
    </>
  );
}
