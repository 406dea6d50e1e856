import { Menu, SegmentedControl, Text, UnstyledButton, useMantineColorScheme } from "@mantine/core";
import { useSession, useSignOut } from "@/session";
import { words } from "@/words/common";
import css from "./Shell.module.css";

/** The workspace, what the key may do, the theme, the way out. */
export function Account() {
  const session = useSession();
  const signOut = useSignOut();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu position="bottom-end" width={260} transitionProps={{ duration: 100 }}>
      <Menu.Target>
        <UnstyledButton className={css.account} title={session.workspace} aria-haspopup="menu">
          <span className="cut">{session.workspace}</span> <span aria-hidden>▾</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Text size="xs" className="quiet" px="sm" py={6}>
          {words.signIn.session(session.workspace ?? "", (session.scopes ?? []).join(", "))}
        </Text>
        <Menu.Divider />
        <SegmentedControl
          fullWidth
          size="xs"
          mx="xs"
          my={4}
          w="auto"
          display="flex"
          value={colorScheme}
          onChange={(value) => setColorScheme(value as typeof colorScheme)}
          data={[
            { value: "light", label: words.theme.light },
            { value: "dark", label: words.theme.dark },
            { value: "auto", label: words.theme.auto },
          ]}
        />
        <Menu.Divider />
        <Menu.Item onClick={() => void signOut()}>{words.signIn.other}</Menu.Item>
        <Menu.Item onClick={() => void signOut()}>{words.signIn.out}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
