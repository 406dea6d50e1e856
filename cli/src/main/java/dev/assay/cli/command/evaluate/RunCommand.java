package dev.assay.cli.command.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.cli.client.ApiClient;
import dev.assay.cli.client.ApiException;
import dev.assay.cli.client.UnreachableException;
import dev.assay.cli.command.Context;
import dev.assay.cli.command.ExitCode;
import dev.assay.cli.command.Server;
import dev.assay.cli.command.library.ReadingOptions;
import dev.assay.cli.command.read.ReportFormat;
import dev.assay.cli.command.read.Reports;
import dev.assay.cli.evalfile.DotEnv;
import dev.assay.cli.evalfile.EvalFile;
import dev.assay.cli.evalfile.Submission;
import dev.assay.cli.render.Plain;
import dev.assay.cli.render.RunView;
import dev.assay.cli.render.report.GroupReport;
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
      "Run evaluations and end with their verdict.",
      "Uses the server in ASSAY_URL (with ASSAY_API_KEY), else the running local stack. With"
          + " neither it starts the local stack, which stops when it has not been used for ten"
          + " minutes. Several files run side by side."
    },
    footer = {
      "",
      "Exit codes: 0 passed or no gate, 1 gate failed, 2 usage or configuration,",
      "3 run failed, inconclusive, or its gate decided nothing, 130 interrupted.",
      "With several files or targets the worst of them counts.",
      "The first Ctrl-C cancels the run, the second leaves it."
    })
public final class RunCommand implements Callable<Integer> {
  private final Context context;

  @Parameters(
      paramLabel = "FILE|NAME",
      arity = "1..*",
      description =
          "Evaluation files (YAML), folders with an eval.yaml, or stored evaluations. A NAME in"
              + " braces after a dollar sign, in a file, is a variable of the environment, or of"
              + " the file .env beside it.")
  private List<String> what = new ArrayList<>();

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Only N items, spread over the sections, as dataset.limit says it.")
  private Integer limit;

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
          "An ended run over the same items: latest, which is the last one of the same evaluation"
              + " that ended, an id, or its beginning. The result is compared with it, and the gate"
              + " may ask for max_regressions and min_delta.")
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
    if (limit != null && limit < 1) {
      throw new UsageException("--limit must be at least 1.");
    }
    if (rehearse && format != ReportFormat.text && format != ReportFormat.json) {
      throw new UsageException("--rehearse prints --format text or json, not " + format + ".");
    }
    List<EvalFile> files = what.stream().map(RunCommand::read).toList();
    try (Server server = Server.findOrStart(context)) {
      if (!watch && !rehearse && server.leaving()) {
        throw new UsageException(
            "--no-watch needs a server that goes on: start one with 'assay up -d'.");
      }
      List<Submission> submissions = files.stream().map(f -> submission(f, server)).toList();
      Launch launch =
          new Launch(server.client(), limit, baseline, reading.asked(), context.console()::say);
      if (rehearse) {
        return rehearse(server, launch, submissions);
      }
      Launched launched = launch(launch, submissions);
      if (!watch) {
        launched.runs().forEach(run -> context.console().out().println(run.id()));
        return launched.code();
      }
      return launched.evaluations().isEmpty()
          ? launched.code()
          : follow(server, launched.evaluations(), launched.code());
    }
  }

  /**
   * What has been launched.
   *
   * @param evaluations the runs of each, one for each target
   * @param code the worst so far
   */
  private record Launched(List<List<RunView>> evaluations, int code) {
    List<RunView> runs() {
      return evaluations.stream().flatMap(List::stream).toList();
    }
  }

  private static EvalFile read(String typed) {
    Path path = Path.of(typed);
    if (Files.exists(path) || typed.contains("/") || typed.matches(".*\\.(ya?ml|json)")) {
      return EvalFile.read(path);
    }
    ObjectNode body = Json.mapper().createObjectNode().put("evaluation", typed);
    return new EvalFile(path.toAbsolutePath(), body);
  }

  /** What the shell says wins over the file .env, and that over what the local stack offers. */
  private Submission submission(EvalFile file, Server server) {
    Map<String, String> variables = new HashMap<>(server.variables());
    variables.putAll(DotEnv.beside(file.path()));
    variables.putAll(context.environment());
    return Submission.of(file, variables, overrides);
  }

  private Integer rehearse(Server server, Launch launch, List<Submission> submissions) {
    Reports reports = new Reports(server, context.console());
    submissions.forEach(one -> reports.write(launch.rehearse(one), format, out));
    return ExitCode.PASS;
  }

  /** Of several evaluations one that is refused does not keep the others from running. */
  private Launched launch(Launch launch, List<Submission> submissions) {
    List<List<RunView>> evaluations = new ArrayList<>();
    int code = ExitCode.PASS;
    for (int i = 0; i < submissions.size(); i++) {
      try {
        evaluations.add(launch.submit(submissions.get(i)));
      } catch (ApiException | UsageException e) {
        if (submissions.size() == 1) {
          throw e;
        }
        context.console().say(Plain.line(what.get(i), 200) + ": " + Plain.text(e.getMessage()));
        code = ExitCode.USAGE;
      }
    }
    return new Launched(evaluations, code);
  }

  private Integer follow(Server server, List<List<RunView>> evaluations, int before)
      throws InterruptedException {
    ApiClient client = server.client();
    List<RunView> launched = evaluations.stream().flatMap(List::stream).toList();
    List<String> ids = launched.stream().map(RunView::id).toList();
    try (Interrupts interrupts = new Interrupts(() -> cancel(client, ids))) {
      List<String> names = launched.stream().map(run -> name(run, evaluations.size())).toList();
      for (int i = 0; i < launched.size(); i++) {
        String name = launched.size() == 1 ? "" : "  " + names.get(i);
        context.console().say("Run " + ids.get(i) + name);
      }
      RunWatcher watcher = new RunWatcher(client, context.console());
      List<RunView> ends =
          ids.size() == 1 ? List.of(watcher.follow(ids.get(0))) : watcher.follow(ids, names);
      report(server, evaluations, ends);
      int code = before;
      for (RunView run : ends) {
        code = ExitCode.worse(code, ExitCode.of(run));
      }
      return interrupts.happened() ? ExitCode.INTERRUPTED : code;
    } catch (UnreachableException e) {
      context.console().say(e.getMessage());
      return ExitCode.RUN_FAILED;
    }
  }

  private static String name(RunView run, int evaluations) {
    return evaluations == 1 ? GroupReport.name(run) : run.name() + " " + GroupReport.name(run);
  }

  /** For people each evaluation by itself, for machines one document. */
  private void report(Server server, List<List<RunView>> evaluations, List<RunView> ends) {
    Reports reports = new Reports(server, context.console());
    if (ends.size() == 1) {
      reports.write(ends.get(0), format, out);
    } else if (evaluations.size() == 1) {
      reports.write(ends, format, out);
    } else {
      List<List<RunView>> ended = new ArrayList<>();
      int from = 0;
      for (List<RunView> runs : evaluations) {
        ended.add(ends.subList(from, from + runs.size()));
        from += runs.size();
      }
      reports.writeAll(ended, format, out);
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
