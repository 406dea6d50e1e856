import { Button, Group, Modal, Stack, Text, type ButtonProps } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useState, type ReactNode } from "react";
import { words } from "@/words/common";
import { parts } from "@/words/parts";
import { ProblemNote } from "./Notes";

/**
 * A button that asks before it does something that cannot be undone. What is said says what will be
 * gone; what the server refuses is shown in the same place.
 */
export function ConfirmButton({
  label,
  title = parts.sure,
  confirm = parts.confirm,
  children,
  act,
  ...button
}: {
  label: string;
  title?: string;
  confirm?: string;
  children: ReactNode;
  act: () => Promise<unknown>;
} & ButtonProps) {
  const [opened, { open, close }] = useDisclosure(false);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<unknown>(null);

  async function go() {
    setBusy(true);
    setRefused(null);
    try {
      await act();
      close();
    } catch (e) {
      setRefused(e);
    } finally {
      setBusy(false);
    }
  }

  return (
    <>
      <Button variant="default" onClick={open} {...button}>
        {label}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={title}
        closeButtonProps={{ "aria-label": words.close }}
      >
        <Stack gap="md">
          <Text component="div" size="sm">
            {children}
          </Text>
          {refused !== null && <ProblemNote error={refused} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={close} data-autofocus>
              {words.cancel}
            </Button>
            <Button onClick={() => void go()} loading={busy}>
              {confirm}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
