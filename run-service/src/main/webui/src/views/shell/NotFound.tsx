import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { Empty } from "@/parts/Notes";
import { words } from "@/words/common";

/** For an address that no view has. */
export function NotFound() {
  return (
    <Empty
      title={words.notFound.title}
      action={
        <Button component={Link} to="/" variant="default">
          {words.notFound.home}
        </Button>
      }
    >
      {words.notFound.lead}
    </Empty>
  );
}
