import { useNavigate, useRouterState } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { changed, type Search } from "@/parts/address";
import { FaultFrame } from "@/parts/FaultFrame";
import { Guard } from "@/parts/Guard";
import { part } from "@/parts/part";
import { readLaunch } from "./search";

const LaunchSheet = lazy(() => part(() => import("./LaunchSheet")));

/** Opens the launch sheet where the address says so; it comes when it is opened first. */
export function LaunchDoor() {
  const search = useRouterState({ select: (state) => state.location.search as Search });
  const navigate = useNavigate();
  const source = readLaunch(search);
  if (source === null) return null;
  const close = () =>
    void navigate({
      to: ".",
      search: ((before: Search) => changed(before, { launch: undefined })) as never,
      resetScroll: false,
    });
  return (
    <Guard frame={(fault) => <FaultFrame close={close}>{fault}</FaultFrame>}>
      <Suspense>
        <LaunchSheet source={source} onClose={close} />
      </Suspense>
    </Guard>
  );
}
