/** Texts of the first view. */
export const homeWords = {
  title: "Home",
  now: "Now",
  opening: "Looking what runs",
  nothingNow: "Nothing is running.",
  more: (n: number) => `${n} more on the board`,
  ended: "Just ended",
  all: "All runs",
  before: "Before it",
  thisRun: "This run",
  theOneBefore: "the one before",
  noBefore: "There is no earlier run to hold it against.",
  comparing: "comparing…",
  compare: "Compare",
  worse: "Got worse",
  nothingWorse: "None of the runs above does worse than the one before it.",
  regressed: (n: number, items: string) =>
    n === 1
      ? `1 item passed before and fails now, of ${items}`
      : `${n} items passed before and fail now, of ${items}`,
  beyond: "more than chance explains",
  chance: "chance alone may explain it",
  see: (name: string) => `See what got worse in ${name}`,
  comparable: "Can be compared",
  comparableLead: "The newest run of each model over the same items, scored in the same way.",
  nothingComparable:
    "Nothing yet. Run two models over the same dataset with the same scorers, and they can be held against each other item by item.",
  compareThese: (n: number, dataset: string) => `Compare ${n} runs over ${dataset}`,
  launch: "Launch a run",
  first: {
    title: "Which of two models is better, and am I sure?",
    lead: "Three steps to an answer. Nothing here costs money until you name a provider that does.",
    steps: [
      {
        title: "Upload a dataset",
        text: "A JSONL or CSV file: one item a line, with input and, where there is one right answer, expected.",
        go: "Go to Datasets",
      },
      {
        title: "Say who answers",
        text: "Add a provider with its address and key, or use the one called simulated, which is there and asks nobody.",
        go: "Go to Providers",
      },
      {
        title: "Launch",
        text: "Choose dataset, two models and a scorer; what it takes and costs is said before you click.",
        go: "Launch a run",
      },
    ],
    type: "Or type",
    typeLead: "which runs an example with simulated answers and shows it here while it goes.",
    command: "./assay run examples/support-qa",
  },
};
