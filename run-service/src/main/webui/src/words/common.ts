/** Words that several views share. Every text of the page stands in a file of this folder. */
export const words = {
  product: "Assay",
  views: {
    home: "Home",
    runs: "Runs",
    compare: "Compare",
    evaluations: "Evaluations",
    datasets: "Datasets",
    scorers: "Scorers",
    providers: "Providers",
    settings: "Settings",
  },
  retry: "Try again",
  copy: "Copy",
  cancel: "Cancel",
  close: "Close",
  save: "Save",
  remove: "Delete",
  search: "Search or jump to…",
  skip: "Skip to content",
  sign: {
    connecting: "connecting",
    live: "live",
    "catching up": "catching up",
    away: (since: string) => `not live since ${since}`,
    awayTitle: "The stream of events is cut off. What you see may be old; it goes on by itself.",
    liveTitle: "Everything on this page follows the server as it happens.",
  },
  theme: { light: "Light", dark: "Dark", auto: "As the system" },
  signIn: {
    title: "Sign in",
    lead: "Open the link that 'assay up' or 'assay status' prints, or paste an API key.",
    key: "API key",
    keyPlaceholder: "as_…",
    go: "Sign in",
    again:
      "The link's key is not valid any more. Paste a key, or start 'assay status' for a new link.",
    out: "Sign out",
    other: "Sign in with another key",
    session: (workspace: string, scopes: string) =>
      `Workspace ${workspace}; this key may: ${scopes}.`,
  },
  notFound: {
    title: "There is nothing at this address",
    lead: "The link may be old, or what it shows was deleted.",
    home: "Go to Home",
  },
  renewed: {
    title: "Assay was renewed: load again",
    lead: "The server has a newer page than the one that stands open here. What you have typed and neither launched nor saved is gone then.",
  },
  missing: {
    title: "This part of the page did not come: load again",
    lead: "The server was away, or the network was. Load the page again when the sign at the top says live.",
  },
  loadAgain: "Load again",
  fault: "This part of the page has failed. The rest goes on.",
};
