package dev.assay.cli.command.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.cli.command.Context;
import dev.assay.cli.command.ExitCode;
import dev.assay.cli.command.Server;
import dev.assay.cli.command.read.ReportFormat;
import dev.assay.cli.command.read.Reports;
import dev.assay.cli.command.read.RunReference;
import dev.assay.cli.evalfile.EvalFile;
import dev.assay.cli.evalfile.Submission;
import dev.assay.cli.render.RunView;
import dev.assay.cli.terminal.UsageException;
import dev.assay.common.json.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code cancel}, {@code retry} and the like have in common: an action on a run. */
public abstract class ActionCommand implements Callable<Integer> {
  private final Context context;

  @Parameters(paramLabel = "RUN", description = "latest, an id, or the unique beginning of one.")
  private String run;

  @Option(names = "--watch", description = "Follow the run to its end and end with its verdict.")
  private boolean watch;

  /**
   * @param context what every subcommand needs
   */
  protected ActionCommand(Context context) {
    this.context = context;
  }

  abstract String action();

  JsonNode body() {
    return MissingNode.getInstance();
  }

  Map<String, String> environment() {
    return context.environment();
  }

  @Override
  public Integer call() throws InterruptedException {
    try (Server server = Server.find(context)) {
      String id = RunReference.resolve(server.client(), run);
      JsonNode said = server.client().post("/v1/runs/" + id + "/" + action(), body());
      Improvements improvements = new Improvements(server, context.console());
      if (improvements.isOne(said)) {
        return improvements.report(said, watch);
      }
      RunView answer = new RunView(said);
      // A rerun is another run; every other action answers with the same.
      String acted = answer.id().isEmpty() ? id : answer.id();
      if (watch) {
        RunView end = new RunWatcher(server.client(), context.console()).follow(acted);
        new Reports(server, context.console()).write(end, ReportFormat.text, null);
        return ExitCode.of(end);
      }
      context.console().out().println(acted + "  " + answer.status());
      return ExitCode.PASS;
    }
  }

  /** {@code assay cancel}. */
  @Command(name = "cancel", description = "Stop a run. What is settled is kept.")
  public static final class Cancel extends ActionCommand {
    /**
     * @param context what every subcommand needs
     */
    public Cancel(Context context) {
      super(context);
    }

    @Override
    String action() {
      return "cancel";
    }
  }

  /** {@code assay retry}. */
  @Command(name = "retry", description = "Ask again for the items of a run that ended in error.")
  public static final class Retry extends ActionCommand {
    /**
     * @param context what every subcommand needs
     */
    public Retry(Context context) {
      super(context);
    }

    @Override
    String action() {
      return "retry";
    }
  }

  /** {@code assay resume}. */
  @Command(name = "resume", description = "Go on with a cancelled run.")
  public static final class Resume extends ActionCommand {
    /**
     * @param context what every subcommand needs
     */
    public Resume(Context context) {
      super(context);
    }

    @Override
    String action() {
      return "resume";
    }
  }

  /** {@code assay rerun}. */
  @Command(
      name = "rerun",
      description = {
        "Launch a new run with the definition of an earlier one.",
        "Of a run that is about a skill also with another version: the same inputs are asked again."
      })
  public static final class Rerun extends ActionCommand {
    @Option(
        names = "--skill-version",
        paramLabel = "N",
        description = "Ask the same inputs of this version of the run's skill.")
    private Integer skillVersion;

    @Option(
        names = "--optimize",
        description = "Have a model propose a version first, and ask the inputs of that.")
    private boolean optimize;

    @Mixin private OptimizeCommand.Pairs pairs;

    @Option(names = "--dry-run", description = "Only say what would be done, and what it costs.")
    private boolean dryRun;

    /**
     * @param context what every subcommand needs
     */
    public Rerun(Context context) {
      super(context);
    }

    @Override
    String action() {
      return "rerun";
    }

    @Override
    JsonNode body() {
      if (!optimize && pairs.given()) {
        throw new UsageException("--pairs goes with --optimize.");
      }
      ObjectNode body = Json.mapper().createObjectNode();
      if (skillVersion != null) {
        body.put("skill_version", skillVersion);
      }
      if (optimize) {
        pairs.write(body.putObject("optimize"));
      }
      if (dryRun) {
        body.put("dry_run", true);
      }
      return body.isEmpty() ? MissingNode.getInstance() : body;
    }
  }

  /** {@code assay rescore}. */
  @Command(
      name = "rescore",
      description = "Score the answers of a run again, also with other scorers, without asking.")
  public static final class Rescore extends ActionCommand {
    private static final List<String> FIELDS = List.of("scorers", "gate", "star_metric");

    @Option(
        names = "--file",
        paramLabel = "FILE",
        description = "Take scorers, gate and star_metric from this evaluation file.")
    private Path file;

    /**
     * @param context what every subcommand needs
     */
    public Rescore(Context context) {
      super(context);
    }

    @Override
    String action() {
      return "rescore";
    }

    @Override
    JsonNode body() {
      if (file == null) {
        return MissingNode.getInstance();
      }
      EvalFile written = EvalFile.read(file);
      ObjectNode chosen = Json.mapper().createObjectNode();
      FIELDS.stream()
          .filter(written.content()::has)
          .forEach(f -> chosen.set(f, written.content().get(f)));
      return Submission.of(new EvalFile(written.path(), chosen), environment(), Map.of()).body();
    }
  }
}
