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

/** Words of the parts that several views draw with. */
export const partWords = {
  text: "Text",
  markdown: "Markdown",
  json: "JSON",
  raw: "Raw",
  views: "How it is shown",
  empty: "(empty)",
  hidden: (code: string) => `A character that cannot be seen: ${code}`,
  moreText: (left: string) => `Show more (${left} characters left)`,
  tooLarge: (left: string) => `Too large to show: ${left} characters more.`,
  download: "Download all of it",
  treeMore: (n: string) => `${n} more are not listed`,
  items: (n: number) => (n === 1 ? "1 item" : `${n} items`),
  fields: (n: number) => (n === 1 ? "1 field" : `${n} fields`),
  open: (path: string) => `Open ${path}`,
  close: (path: string) => `Close ${path}`,
  linkTo: (href: string) => `Leads to ${href}`,
  noLink: "This link leads nowhere that is allowed",
  noImage: (alt: string) => `[image not loaded: ${alt || "no description"}]`,
  same: "They are the same.",
  sameValue: "The same value; only its form differs.",
  tooDifferent: "There is too much text, or too little in common, for a diff by words.",
  diffKinds: { added: "added", removed: "missing", changed: "changed", type: "other type" },
  typeChange: (before: string, after: string) => `${before} became ${after}`,
  before: "expected",
  after: "answer",
  path: "Path",
  manyDifferences: "Only the first 500 differences are listed.",
  interval: {
    observed: (value: string) => `observed ${value}`,
    range: (low: string, high: string, level: string) => `${level} interval ${low} to ${high}`,
    bounds: (low: string, high: string, n: string) =>
      `between ${low} and ${high} whatever the ${n} unmeasured would have been`,
    min: (value: string) => `at least ${value} needed`,
    max: (value: string) => `at most ${value} allowed`,
    nothing: (value: string) => `${value} is what answers that know nothing reach`,
    unknown: "not measured",
  },
};
