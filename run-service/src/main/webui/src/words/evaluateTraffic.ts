import { count, counted } from "@/format/numbers";

/** Texts of evaluating what production answered. */
export const evaluateWords = {
  title: "Evaluate traffic",
  lead: "How right were the answers that production gave? They are compared with what people corrected; no model is called for the answers.",
  mode: {
    label: "What is judged",
    stored: "What was answered",
    replay: "Ask again, and compare",
  },
  mayNot: "This key may not launch runs; that needs the scope run.",
  go: "Evaluate",
  goReplay: "Ask again",
  source: {
    title: "Whose answers",
    label: "Source",
    choose: "Choose a skill, an agent, a domain or a feature",
    none: "No traffic is there yet: nothing to choose from.",
    gone: "not logged (any more)",
    version: "Version",
    everyVersion: "every version",
    types: {
      skill: "Skills",
      agent: "Agents",
      request_domain: "Domains",
      feature: "Features",
    },
  },
  window: {
    title: "From when",
    label: "Window",
    limit: "At most so many, the newest",
    all: "all",
  },
  evaluators: {
    title: "How they are judged",
    none: "Choose one at least.",
    judge: "asks a model, and costs",
    when: {
      field_accuracy:
        "Answers in JSON that people correct: the share of fields that are right. The one to begin with.",
      fuzzy_field_match:
        "The same where texts may be worded a little differently, such as names and addresses.",
      equals_expected:
        "The same, strictly: also the type has to be right. For ids, codes and amounts.",
      levenshtein: "Answers in words: how near they are to the corrected text.",
      json_schema: "Needs no correction: whether answers keep to the skill's schema.",
      llm_judge: "Needs no correction: a judge says how good each answer is, by your criteria.",
    },
    criteria: "What a good answer is",
    criteriaReplay: "What makes two answers equivalent",
    criteriaHelp: "In words, for the judge. Without them it goes by a general one.",
    min: "Fails below an accuracy of, in %",
    minNone: "no gate",
    judgeOf: "Judge",
    judgeDefault: "the workspace's",
  },
  spans: {
    title: "Span by span",
    lead: "What happened on the way to an answer, where its traces came in: each retriever with its documents, each call of a tool or a model. A span is held against what people corrected of it.",
    kinds: {
      retriever: "each retriever",
      tool: "each call of a tool",
      llm: "each call of a model",
    },
    when: {
      recall_at_k:
        "Which part of the documents that should be found was found. Somebody has to have said which.",
      precision_at_k:
        "Which part of the documents that were found should be. Somebody has to have said which.",
      context_relevancy: "Needs no correction: how much the documents have to do with the query.",
      context_recall: "Whether the corrected answer can be had from the documents.",
      context_precision: "Whether the documents were of use for the answer.",
      tool_outputs: "Whether tools gave back exactly what people said is right.",
      llm_outputs: "How near what models said on the way is to what people corrected.",
    },
    name: "Only spans named",
    nameAll: "all of the kind",
    k: "Documents that count",
    kNone: "all that were found",
  },
  fields: {
    title: "Which fields",
    lead: (n: number) =>
      `What ${counted(n, "answer")} of the source ${n === 1 ? "contains" : "contain"}. A tick takes everything below with it; while all are ticked, fields that these answers do not have count, too.`,
    all: "All fields",
    list: "list",
    seen: (n: number, of: number) => `in ${count(n)} of ${count(of)}`,
    none: "These answers are no JSON objects: they are compared as a whole.",
    noAnswers: "No answer is there to take the fields from.",
    nothing: "Tick one field at least.",
    open: (name: string) => `Open ${name}`,
    close: (name: string) => `Close ${name}`,
  },
  infer: {
    title: "Notes without a correction",
    label: "Let a model make corrections of notes",
    lead: "Where somebody said in words what is wrong and corrected nothing, a model makes the correction of the note. It never replaces a person's, is marked as inferred, and its accuracy is told apart.",
    links: "Also of notes that came by a feedback link",
    linksRisk:
      "Whoever has the link has no key: a stranger's words then stand in the model's prompt, and what it is talked into counts as right.",
    provider: "By",
    fallback: "the judge's, or the skill's",
    model: "Model",
    none: "No note is without a correction here: no model is asked.",
    some: (n: number) =>
      n === 1
        ? "1 note would be made into a correction."
        : `${count(n)} notes would be made into corrections.`,
  },
  replay: {
    title: "Who is asked again",
    skill: "Skill",
    skillHelp: "In one of its versions, such as reader@3.",
    provider: "Provider",
    model: "Model",
    lead: "The same inputs are asked again. Each new answer is held against the one of production: the same, equivalent, or different.",
  },
  preview: {
    title: "What it would be over",
    choose: "Choose a source to see how much there is of it.",
    stale: "counting…",
    incomplete: "Something is still missing: choose an evaluator, a field, or who is asked.",
    counts: {
      total: "in scope",
      completed: "completed",
      with_feedback: "with feedback",
      json_corrections: "corrected in JSON",
      notes_only: "notes only",
      inferred_corrections: "inferred before",
      latest_activity: "latest",
    },
    uncorrected:
      "Nobody has corrected any of these in JSON: nothing can be compared yet. Review some, or let a model make corrections of notes.",
    review: "Review some",
    spend: "What it takes",
    inference: "Making corrections of notes, before",
    nothing: "Nothing is asked: it costs nothing.",
    warnings: "Mind",
  },
  history: {
    title: "How it did before",
    lead: "Accuracy of each run over this source by what people corrected, beside it by what a model inferred of notes, and the pass rate; a stroke where people's changed for more than chance explains. Reruns stand in the table only: production did not answer so.",
    chart: "Accuracy over the runs of this source",
    point: (name: string, at: string, people: string, inferred: string) =>
      `${name}, ${at}: ${people}, inferred ${inferred}`,
    change: (before: string, after: string, p: string) =>
      `From here on ${after} instead of ${before} (p = ${p})`,
    runs: "Runs over this source",
    rerun: (skill: string) => `asked again of ${skill}`,
    none: "No run over this source yet.",
    weakest: "Weakest over all runs",
    wrong: (wrong: string, compared: string) => `${wrong} of ${compared} wrong`,
    wrongInferred: (wrong: string, compared: string) => `, inferred ${wrong} of ${compared}`,
    peopleTitle: "Fields that are right, of those in samples that people corrected.",
    inferredTitle: "The same of samples whose correction a model made of a note.",
    samplesTitle: "Corrected by people + inferred / all.",
    statuses: "Runs by how they ended",
    columns: {
      run: "Run",
      people: "Accuracy",
      inferred: "Inferred",
      accepted: "If accepted",
      passRate: "Pass rate",
      samples: "Samples",
      completion: "Completed",
      at: "When",
    },
    series: {
      people: "accuracy, corrected by people",
      inferred: "accuracy, inferred",
      pass: "pass rate",
    },
  },
  agreement: {
    title: "Do people agree?",
    lead: (two: string, all: string) =>
      `${two} of ${all} answers with feedback were looked at by two people or more.`,
    partly: (read: string) =>
      `Not all of it is counted: the newest ${read} of these answers, and corrections that are not very large.`,
    label: "Labels: share that agrees, and Krippendorff's α beyond chance",
    rating: "Ratings: Krippendorff's α (interval)",
    fields: "Fields on which they agree least",
    disagreements: "Look at these first",
    people: (n: number) => counted(n, "person", "people"),
  },
};
