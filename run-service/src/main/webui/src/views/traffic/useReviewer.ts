import { useLocalStorage } from "@mantine/hooks";
import { useSession } from "@/session";
import { raterOf } from "@/views/item/labels";

/**
 * Under which name one says something: kept in this browser; that of the key until one is given.
 * `typed` is what stands in the field.
 */
export function useReviewer() {
  const unnamed = raterOf(useSession().key_id as string | null | undefined);
  const [typed, setTyped] = useLocalStorage({ key: "assay-reviewer", defaultValue: "" });
  return { by: typed.trim() || unnamed, typed, setTyped, unnamed };
}
