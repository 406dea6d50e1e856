import { Drawer } from "@mantine/core";
import { words as common } from "@/words/common";
import { datasets as words } from "@/words/datasets";
import { Upload } from "./Upload";

/** The upload beside a view. `to` is the dataset whose version it will be; null lets one choose. */
export function UploadDrawer({
  opened,
  close,
  to,
}: {
  opened: boolean;
  close: () => void;
  to: string | null;
}) {
  return (
    <Drawer
      opened={opened}
      onClose={close}
      position="right"
      size={640}
      title={to === null ? words.up.title : words.up.titleTo(to)}
      closeButtonProps={{ "aria-label": common.close }}
    >
      <Upload to={to} close={close} />
    </Drawer>
  );
}
