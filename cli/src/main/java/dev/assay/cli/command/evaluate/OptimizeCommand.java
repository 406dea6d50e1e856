package dev.assay.cli.command.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.cli.command.Context;
import dev.assay.common.json.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code assay optimize}: a better version of a skill. */
@Command(
    name = "optimize",
    description = {
      "Ask a model for a better version of a run's skill, by what went wrong in the run.",
      "The run is over the traffic of a skill, or asked one, and some answers were corrected."
    })
public final class OptimizeCommand extends ActionCommand {
  @Mixin private Pairs pairs;

  @Option(names = "--dry-run", description = "Only say what would be asked, and what it costs.")
  private boolean dryRun;

  /** What the model is shown; also of a rerun. */
  static final class Pairs {
    @Option(
        names = "--pairs",
        paramLabel = "N",
        description = "Show the model at most so many corrected answers (1 to 200, else 30).")
    private Integer most;

    boolean given() {
      return most != null;
    }

    void write(ObjectNode body) {
      if (most != null) {
        body.put("pairs", most);
      }
    }
  }

  /** Whom the model is. */
  @Option(
      names = "--model",
      paramLabel = "PROVIDER:MODEL",
      description = "Ask this one; else the run's judge, else the skill's model.")
  private String model;

  @Option(
      names = "--instructions",
      paramLabel = "TEXT",
      description = "What you want of the prompt besides.")
  private String instructions;

  @Option(
      names = "--max-tokens",
      paramLabel = "N",
      description = "Spend at most so many tokens on the proposal (default: 500000).")
  private Long maxTokens;

  @Option(
      names = "--max-cost",
      paramLabel = "COST",
      description = "Spend at most so much on the proposal; takes a price of the model.")
  private Double maxCost;

  /**
   * @param context what every subcommand needs
   */
  public OptimizeCommand(Context context) {
    super(context);
  }

  @Override
  String action() {
    return "optimize";
  }

  @Override
  JsonNode body() {
    ObjectNode body = Json.mapper().createObjectNode();
    pairs.write(body);
    if (model != null) {
      int colon = model.indexOf(':');
      body.put("provider", colon < 0 ? model : model.substring(0, colon));
      body.put("model", colon < 0 ? null : model.substring(colon + 1));
    }
    if (instructions != null) {
      body.put("instructions", instructions);
    }
    if (maxTokens != null || maxCost != null) {
      body.putObject("budget").put("max_tokens", maxTokens).put("max_cost", maxCost);
    }
    if (dryRun) {
      body.put("dry_run", true);
    }
    return body;
  }
}
