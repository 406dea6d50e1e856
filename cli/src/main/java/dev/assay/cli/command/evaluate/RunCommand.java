package dev.assay.cli.command.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.cli.client.ApiClient;
import dev.assay.cli.client.ApiException;
import dev.assay.cli.client.UnreachableException;
import dev.assay.cli.command.Context;
import dev.assay.cli.command.ExitCode;
import dev.assay.cli.command.Server;
import dev.assay.cli.command.library.DatasetUpload;
import dev.assay.cli.command.library.ReadingOptions;
import dev.assay.cli.command.read.ReportFormat;
import dev.assay.cli.command.read.Reports;
import dev.assay.cli.command.read.RunReference;
import dev.assay.cli.evalfile.EvalFile;
import dev.assay.cli.evalfile.Submission;
import dev.assay.cli.render.GroupReport;
import dev.assay.cli.render.RunView;
import dev.assay.cli.terminal.UsageException;
import dev.assay.common.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code assay run}: submits an evaluation, follows it, prints the result, ends by the verdict. */
@Command(
    name = "run",
    description = {
      "Run an evaluation and end with its verdict.",
      "Uses the server in ASSAY_URL (with ASSAY_API_KEY), else the running local stack;"
          + " with neither it starts the local stack, runs, and stops it."
    },
    footer = {
      "",
      "Exit codes: 0 passed or no gate, 1 gate failed, 2 usage or configuration,",
      "3 run failed or inconclusive, 130 interrupted.",
      "With several targets the worst of them counts.",
      "The first Ctrl-C cancels the run, the second leaves it."
    })
public final class RunCommand implements Callable<Integer> {
  private final Context context;

  @Parameters(
      paramLabel = "FILE|NAME",
      description = "An evaluation file (YAML), a folder with eval.yaml, or a stored evaluation.")
  private String what;

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description = "Set a value of the evaluation, such as target.model=gpt-x or gate.0.min=0.9.")
  private Map<String, String> overrides = new LinkedHashMap<>();

  @Mixin private ReadingOptions reading = new ReadingOptions();

  @Option(
      names = "--watch",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Follow the run to its end (default), or only submit it.")
  private boolean watch;

  @Option(
      names = "--rehearse",
      description =
          "Launch nothing: try some items against the simulated provider and forecast duration,"
              + " tokens, cost and the effect of the provider's limits. Nobody is asked who costs"
              + " money. Prints text or json and ends with 0.")
  private boolean rehearse;

  @Option(
      names = "--baseline",
      paramLabel = "RUN",
      description =
          "An ended run over the same items (latest, an id, or its beginning): the result is"
              + " compared with it, and the gate may ask for max_regressions and min_delta.")
  private String baseline;

  @Option(
      names = "--format",
      defaultValue = "text",
      description = "Of the result: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private ReportFormat format;

  @Option(names = "--out", paramLabel = "FILE", description = "Write the result to a file.")
  private Path out;

  /**
   * @param context what every subcommand needs
   */
  public RunCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws InterruptedException {
    EvalFile file = read();
    if (rehearse && format != ReportFormat.text && format != ReportFormat.json) {
      throw new UsageException("--rehearse prints --format text or json, not " + format + ".");
    }
    try (Server server = Server.findOrStart(context)) {
      if (!watch && !rehearse && server.temporary()) {
        throw new UsageException(
            "--no-watch needs a server that goes on: start one with 'assay up -d'.");
      }
      Map<String, String> variables = new HashMap<>(server.variables());
      variables.putAll(context.environment());
      Submission submission = Submission.of(file, variables, overrides);
      if (baseline != null) {
        submission.body().put("baseline", RunReference.resolve(server.client(), baseline));
      }
      if (rehearse) {
        return rehearse(server, submission);
      }
      List<RunView> runs = submit(server.client(), submission);
      if (!watch) {
        runs.forEach(run -> context.console().out().println(run.id()));
        return ExitCode.PASS;
      }
      return follow(server, runs);
    }
  }

  private EvalFile read() {
    Path path = Path.of(what);
    if (Files.exists(path) || what.contains("/") || what.matches(".*\\.(ya?ml|json)")) {
      return EvalFile.read(path);
    }
    ObjectNode body = Json.mapper().createObjectNode().put("evaluation", what);
    return new EvalFile(path.toAbsolutePath(), body);
  }

  private Integer rehearse(Server server, Submission submission) {
    ObjectNode body = prepare(server.client(), submission).put("rehearse", true);
    JsonNode preview = server.client().post("/v1/runs/preview", body);
    new Reports(server, context.console()).write(preview, format, out);
    return ExitCode.PASS;
  }

  /** The run that was launched, or the runs of all targets. */
  private List<RunView> submit(ApiClient client, Submission submission) {
    JsonNode answer = client.post("/v1/runs", prepare(client, submission));
    List<RunView> runs = new ArrayList<>();
    if (answer.path("runs") instanceof ArrayNode several) {
      several.forEach(run -> runs.add(new RunView(run)));
    } else {
      runs.add(new RunView(answer));
    }
    return runs;
  }

  /** Sets up what the file brings along; the body to launch then names it. */
  private ObjectNode prepare(ApiClient client, Submission submission) {
    submission
        .providers()
        .forEach(
            (name, body) -> {
              JsonNode unused = client.put("/v1/providers/" + ApiClient.encode(name), body);
            });
    ObjectNode body = submission.body();
    submission
        .datasetFile()
        .ifPresent(
            file -> {
              JsonNode version = new DatasetUpload(client).upload(file.reading(reading.asked()));
              ((ObjectNode) body.get("dataset")).set("version", version.path("version"));
            });
    return body;
  }

  private Integer follow(Server server, List<RunView> launched) throws InterruptedException {
    ApiClient client = server.client();
    List<String> ids = launched.stream().map(RunView::id).toList();
    try (Interrupts interrupts = new Interrupts(() -> cancel(client, ids))) {
      if (!server.temporary()) {
        launched.forEach(
            run ->
                context
                    .console()
                    .say(
                        "Run "
                            + run.id()
                            + "  "
                            + server.page(run.id())
                            + (launched.size() == 1 ? "" : "  " + GroupReport.name(run))));
      }
      RunWatcher watcher = new RunWatcher(client, context.console());
      Reports reports = new Reports(server, context.console());
      int code = ExitCode.PASS;
      if (launched.size() == 1) {
        RunView run = watcher.follow(ids.get(0));
        reports.write(run, format, out);
        code = ExitCode.of(run);
      } else {
        List<RunView> runs = watcher.follow(ids, launched.stream().map(GroupReport::name).toList());
        reports.write(runs, format, out);
        for (RunView run : runs) {
          code = ExitCode.worse(code, ExitCode.of(run));
        }
      }
      if (server.temporary() && !interrupts.happened()) {
        context.console().say("The run is kept: 'assay up' shows it in the browser.");
      }
      return interrupts.happened() ? ExitCode.INTERRUPTED : code;
    } catch (UnreachableException e) {
      context.console().say(e.getMessage());
      return ExitCode.RUN_FAILED;
    }
  }

  private void cancel(ApiClient client, List<String> ids) {
    context.console().say("\nCancelling. Ctrl-C again leaves without waiting.");
    for (String id : ids) {
      try {
        JsonNode unused = client.post("/v1/runs/" + id + "/cancel", MissingNode.getInstance());
      } catch (ApiException e) {
        if (e.status() != 409) {
          context.console().say(e.getMessage());
        }
      } catch (UnreachableException e) {
        context.console().say(e.getMessage());
      }
    }
  }
}
