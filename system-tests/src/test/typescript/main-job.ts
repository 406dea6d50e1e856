// The main job by the client that is generated from the API's document: prints what it saw as JSON.
import {
  Configuration,
  CriterionType,
  DatasetsApi,
  ItemsOfARunApi,
  ProblemFromJSON,
  ProviderKind,
  ProvidersApi,
  ResponseError,
  type Run,
  RunStatus,
  RunsApi,
} from "../../../../generated-clients/target/generated-sources/clients/typescript";

const PATIENCE_MS = 90_000;
const LOOK_MS = 200;
const ENDED: RunStatus[] = [
  RunStatus.Successful,
  RunStatus.PartiallySuccessful,
  RunStatus.Failed,
  RunStatus.Cancelled,
];

async function ended(runs: RunsApi, id: string): Promise<Run> {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    const run = await runs.getRun({ id });
    if (ENDED.includes(run.status)) return run;
    if (Date.now() > until) throw new Error(`The run is still ${run.status}.`);
    await new Promise((done) => setTimeout(done, LOOK_MS));
  }
}

async function main() {
  const name = "client-typescript";
  const api = new Configuration({
    basePath: process.env["ASSAY_URL"],
    accessToken: process.env["ASSAY_API_KEY"],
  });
  const runs = new RunsApi(api);
  const items = new ItemsOfARunApi(api);
  await new ProvidersApi(api).putProvider({
    name,
    providerInput: { kind: ProviderKind.Simulated, options: {} },
  });
  await new DatasetsApi(api).uploadDatasetVersion({
    name,
    create: true,
    requestBody: [
      { id: "fr", input: "Capital of France?", expected: "Paris" },
      { id: "it", input: "Capital of Italy?", expected: "Rome" },
      { id: "no", input: "Capital of Norway?", expected: "Oslo" },
    ],
  });
  const launched = await runs.launchRun({
    idempotencyKey: "client-typescript-1",
    launch: {
      name: "by a client",
      target: { provider: name, model: "any", prompt: { user: "{{input}}" } },
      dataset: { name },
      scorers: [{ id: "exact_match", threshold: 1 }, "levenshtein"],
      gate: [{ type: CriterionType.PassRate, min: 0.9 }],
      concurrency: 2,
    },
  });
  const id = launched.id ?? "";
  const run = await ended(runs, id);
  const page = await items.listRunItems({ id, order: "position" });
  const first = await items.getRunItem({ id, n: 1 });
  const summary = await runs.getRunSummary({ id });
  await runs.deleteRun({ id });
  const gone = await runs.getRun({ id }).then(
    () => "still there",
    async (refused: unknown) => {
      if (!(refused instanceof ResponseError)) throw refused;
      const problem = ProblemFromJSON(await refused.response.json());
      return `${refused.response.status} ${problem.code}`;
    },
  );
  return {
    launched: launched.status,
    status: run.status,
    verdict: run.verdict,
    passed: run.counts.passed,
    total: run.counts.total,
    took: (run.finishedAt?.getTime() ?? NaN) - run.queuedAt.getTime(),
    items: page.data.map(
      (item) =>
        `${item.itemId} ${item.status} ${item.output ?? ""} ${item.scores?.["exact_match"]?.score ?? ""}`,
    ),
    expected: first.item.expected,
    passRate: summary.summary?.passRate,
    withoutExpectation: summary.unmeasured.withoutExpectation,
    gone,
  };
}

main().then(
  (seen) => console.log(JSON.stringify(seen)),
  (fault: unknown) => {
    console.error(fault);
    process.exitCode = 1;
  },
);
