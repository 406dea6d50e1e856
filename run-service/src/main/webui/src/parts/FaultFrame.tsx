import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { words } from "@/words/common";
import css from "./FaultFrame.module.css";

/** A place for the fault of a sheet or a dialog that could not be opened: over the view, and small. */
export function FaultFrame({ children, close }: { children: ReactNode; close: () => void }) {
  return (
    <div role="dialog" aria-label={words.faultOf} className={css.frame}>
      {children}
      <Button variant="subtle" onClick={close}>
        {words.close}
      </Button>
    </div>
  );
}
