package dev.assay.cli.command.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.cli.client.ApiClient;
import dev.assay.cli.command.Context;
import dev.assay.cli.command.ExitCode;
import dev.assay.cli.command.Server;
import dev.assay.cli.render.Amounts;
import dev.assay.cli.render.Plain;
import dev.assay.cli.render.report.HintsReport;
import dev.assay.cli.terminal.UsageException;
import dev.assay.common.json.Json;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code assay hints}: what to look at first in a run. */
@Command(
    name = "hints",
    description = {
      "Say what to look at first in a run: weakest fields, what notes speak of, some failures.",
      "No model is asked, unless for names of what the notes speak of."
    })
public final class HintsCommand implements Callable<Integer> {
  private static final long AGAIN_MS = 300;
  private static final int WIDTH = 1_000;

  private final Context context;

  @Parameters(paramLabel = "RUN", description = "latest, an id, or the unique beginning of one.")
  private String run;

  @Option(
      names = "--scorer",
      paramLabel = "KEY",
      description = "The scorer that compares fields (default: the first of them).")
  private String scorer;

  @Option(
      names = "--name-themes",
      description = "Have a model name what the notes speak of, and wait for it.")
  private boolean nameThemes;

  @Option(
      names = "--model",
      paramLabel = "PROVIDER:MODEL",
      description = "Ask this one for names; else the run's judge.")
  private String model;

  @Option(
      names = "--max-tokens",
      paramLabel = "N",
      description = "Spend at most so many tokens on names (default: 50000).")
  private Long maxTokens;

  @Option(
      names = "--max-cost",
      paramLabel = "COST",
      description = "Spend at most so much on names; takes a price of the model.")
  private Double maxCost;

  @Option(names = "--dry-run", description = "Only say what would be asked, and what it costs.")
  private boolean dryRun;

  @Option(names = "--forget-names", description = "Take away the names that models gave.")
  private boolean forget;

  @Option(
      names = "--format",
      defaultValue = "text",
      description = "text or json (default: ${DEFAULT-VALUE}).")
  private ReportFormat format;

  /**
   * @param context what every subcommand needs
   */
  public HintsCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws InterruptedException {
    check();
    try (Server server = Server.find(context)) {
      ApiClient client = server.client();
      String path = "/v1/runs/" + RunReference.resolve(client, run);
      if (forget) {
        JsonNode unused = client.delete(path + "/themes");
      }
      if (nameThemes) {
        JsonNode said = client.post(path + "/themes", body());
        if (dryRun) {
          return plan(said);
        }
      }
      return show(hints(client, path));
    }
  }

  private void check() {
    boolean asks = model != null || maxTokens != null || maxCost != null || dryRun;
    if (asks && !nameThemes) {
      throw new UsageException(
          "--model, --max-tokens, --max-cost and --dry-run go with --name-themes.");
    }
    if (format != ReportFormat.text && format != ReportFormat.json) {
      throw new UsageException("Hints are printed as text or json.");
    }
  }

  private ObjectNode body() {
    ObjectNode body = Json.mapper().createObjectNode();
    if (model != null) {
      int colon = model.indexOf(':');
      body.put("provider", colon < 0 ? model : model.substring(0, colon));
      body.put("model", colon < 0 ? null : model.substring(colon + 1));
    }
    if (maxTokens != null || maxCost != null) {
      body.putObject("budget").put("max_tokens", maxTokens).put("max_cost", maxCost);
    }
    if (dryRun) {
      body.put("dry_run", true);
    }
    return body;
  }

  private int plan(JsonNode plan) {
    context.console().out().println(Plain.line(plan.path("sentence").asText(), WIDTH));
    JsonNode cost = plan.path("estimated_cost");
    context
        .console()
        .out()
        .println(
            "expected: "
                + Amounts.count(plan.path("estimated_tokens").asLong())
                + " tokens, "
                + Amounts.cost(cost.isNumber() ? (Double) cost.asDouble() : null, null));
    return ExitCode.PASS;
  }

  /** As they stand; while a model is being asked by this command, when it has answered. */
  private JsonNode hints(ApiClient client, String path) throws InterruptedException {
    String address =
        path + "/hints" + (scorer == null ? "" : "?scorer=" + ApiClient.encode(scorer));
    JsonNode hints = client.get(address);
    while (nameThemes && hints.path("naming").path("state").asText().equals("asking")) {
      TimeUnit.MILLISECONDS.sleep(AGAIN_MS);
      hints = client.get(address);
    }
    return hints;
  }

  private int show(JsonNode hints) {
    if (format == ReportFormat.json) {
      context.console().out().println(hints.toPrettyString());
    } else {
      context.console().print(HintsReport.of(hints));
    }
    boolean failed = hints.path("naming").path("state").asText().equals("failed");
    return nameThemes && failed ? ExitCode.RUN_FAILED : ExitCode.PASS;
  }
}
