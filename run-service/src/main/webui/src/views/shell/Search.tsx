import { Kbd, UnstyledButton } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { lazy, Suspense, useState } from "react";
import { FaultFrame } from "@/parts/FaultFrame";
import { Guard } from "@/parts/Guard";
import { part } from "@/parts/part";
import { words } from "@/words/common";
import css from "./Search.module.css";

const Palette = lazy(() => part(() => import("./Palette")));

/** The door to search and commands. What is behind it comes when it is opened first. */
export function Search() {
  const [wanted, setWanted] = useState(0);
  const open = () => setWanted((times) => times + 1);
  useHotkeys([["mod+K", open]], []);
  return (
    <>
      <UnstyledButton className={css.box} onClick={open}>
        <span className="cut">{words.search}</span>
        <Kbd size="xs" className={css.key} aria-hidden>
          Ctrl K
        </Kbd>
      </UnstyledButton>
      {wanted > 0 && (
        <Guard frame={(fault) => <FaultFrame close={() => setWanted(0)}>{fault}</FaultFrame>}>
          <Suspense>
            <Palette wanted={wanted} />
          </Suspense>
        </Guard>
      )}
    </>
  );
}
