import type { Draft } from "./draft";
import type { FieldErrors } from "./errors";

/** What each part of the form gets: what it shows, how it changes it, what the server says of it. */
export interface PartProps {
  view: Draft;
  set: (patch: Draft) => void;
  errors: FieldErrors;
}
