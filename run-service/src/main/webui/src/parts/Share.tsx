import { Button, Menu } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import type { ReactNode } from "react";
import { parts } from "@/words/parts";

const words = parts.share;

/** What of a view can be handed on: its link, a page of HTML, and what else it offers. */
export function Share({ page, children }: { page: string; children?: ReactNode }) {
  return (
    <Menu position="bottom-end" width={250}>
      <Menu.Target>
        <Button variant="default">{words.title}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => void copyText(location.href, words.copied)}>
          {words.copyLink}
        </Menu.Item>
        <Menu.Item component="a" href={page} download>
          {words.page}
        </Menu.Item>
        {children}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Copies a text and says that it did, or that the browser did not let it. */
export async function copyText(text: string, done: string) {
  try {
    await navigator.clipboard.writeText(text);
    notifications.show({ message: done });
  } catch {
    // Without HTTPS and in some frames the clipboard is closed.
    notifications.show({ message: words.refused, color: "red" });
  }
}
