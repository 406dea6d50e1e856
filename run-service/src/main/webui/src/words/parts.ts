/** Texts of parts that several views share. */
export const parts = {
  sure: "Are you sure?",
  confirm: "Yes, go on",
  copied: "Copied",
  copyFailed: "The browser did not let it be copied; select it and copy by hand.",
  loading: "Loading more",
  rows: (shown: string, more: boolean) => (more ? `${shown} shown, more below` : `${shown} in all`),
  drop: {
    choose: "Choose a file",
    here: "Drop it here",
  },
};
