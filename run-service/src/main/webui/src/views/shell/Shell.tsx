import { AppShell, Burger, Group } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Link, Outlet, useRouterState } from "@tanstack/react-router";
import { useEffect } from "react";
import { Guard } from "@/parts/Guard";
import { LaunchDoor } from "@/views/launch/LaunchDoor";
import { words } from "@/words/common";
import { Account } from "./Account";
import { LiveSign } from "./LiveSign";
import { Rail } from "./Rail";
import { Search } from "./Search";
import css from "./Shell.module.css";

/** What stands around every view: the rail, the workspace, search, the live sign. */
export function Shell() {
  const [open, { toggle, close }] = useDisclosure(false);
  const path = useRouterState({ select: (state) => state.location.pathname });
  useEffect(close, [path, close]);
  return (
    <AppShell
      header={{ height: 48 }}
      navbar={{ width: 208, breakpoint: "sm", collapsed: { mobile: !open } }}
      padding={0}
      transitionDuration={120}
    >
      <a href="#content" className={css.skip}>
        {words.skip}
      </a>
      <AppShell.Header className={css.header}>
        <Group h="100%" px="sm" gap="sm" wrap="nowrap" justify="space-between">
          <Group gap="xs" wrap="nowrap">
            <Burger
              opened={open}
              onClick={toggle}
              hiddenFrom="sm"
              size="sm"
              aria-label={words.views.home}
            />
            <Link to="/" className={css.name} aria-label={words.product}>
              <img src="/favicon.svg" alt="" width={22} height={22} />
              <span className={css.word}>{words.product}</span>
            </Link>
          </Group>
          <Search />
          <Group gap="xs" wrap="nowrap">
            <LiveSign />
            <Account />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs" className={css.rail}>
        <Rail />
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1} className={css.main}>
        <Guard key={viewOf(path)} frame={(fault) => <div className={css.fault}>{fault}</div>}>
          <Outlet />
        </Guard>
      </AppShell.Main>
      <LaunchDoor />
    </AppShell>
  );
}

/** The view that an address belongs to: an item opens beside its run, which stays as it is. */
function viewOf(path: string): string {
  return path.replace(/^(\/runs\/[^/]+)\/items\/.*/, "$1");
}
