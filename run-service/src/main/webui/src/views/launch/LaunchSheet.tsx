import { Drawer } from "@mantine/core";
import { words as common } from "@/words/common";
import { launchWords as words } from "@/words/launch";
import { LaunchForm } from "./LaunchForm";
import { keyOfSource, type Source } from "./search";

/** The launch as a sheet over whatever one was looking at. */
export default function LaunchSheet({ source, onClose }: { source: Source; onClose: () => void }) {
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="min(1180px, 100%)"
      title={words.title}
      closeButtonProps={{ "aria-label": common.close }}
    >
      <LaunchForm key={keyOfSource(source)} source={source} />
    </Drawer>
  );
}
