package dev.assay.cli.command.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.cli.command.ExitCode;
import dev.assay.cli.command.Server;
import dev.assay.cli.command.read.ReportFormat;
import dev.assay.cli.command.read.Reports;
import dev.assay.cli.render.Amounts;
import dev.assay.cli.render.Plain;
import dev.assay.cli.render.RunView;
import dev.assay.cli.terminal.Console;
import java.util.concurrent.TimeUnit;

/** Says what would come, or comes, of asking a model for a better version of a skill. */
final class Improvements {
  private static final long AGAIN_MS = 300;
  private static final int WIDTH = 1_000;

  private final Server server;
  private final Console console;

  Improvements(Server server, Console console) {
    this.server = server;
    this.console = console;
  }

  /** Whether an answer is about that: a plan, or an improvement that is under way. */
  boolean isOne(JsonNode answer) {
    return answer.has("sentence") || answer.has("state");
  }

  /**
   * Says it.
   *
   * @param watch whether to wait for what comes of it
   */
  int report(JsonNode answer, boolean watch) throws InterruptedException {
    if (answer.has("sentence")) {
      return plan(answer);
    }
    if (!watch) {
      console.out().println(answer.path("id").asText() + "  " + answer.path("state").asText());
      return ExitCode.PASS;
    }
    RunWatcher watcher = new RunWatcher(server.client(), console);
    watcher.follow(answer.path("model_run").asText());
    return end(watcher, ended(answer.path("id").asText()));
  }

  private int plan(JsonNode plan) {
    console.out().println(Plain.line(plan.path("sentence").asText(), WIDTH));
    plan.path("fields")
        .properties()
        .forEach(
            field ->
                console
                    .out()
                    .println(
                        "  " + Plain.line(field.getKey(), 80) + "  " + field.getValue().asInt()));
    Double cost =
        plan.hasNonNull("estimated_cost") ? (Double) plan.get("estimated_cost").asDouble() : null;
    JsonNode first = plan.path("optimize");
    String before =
        first.isObject()
            ? ", after " + cost(first) + " for the model that proposes the version"
            : "";
    console.out().println("expected: " + Amounts.cost(cost, null) + before);
    return ExitCode.PASS;
  }

  private static String cost(JsonNode plan) {
    return plan.hasNonNull("estimated_cost")
        ? Amounts.cost((Double) plan.get("estimated_cost").asDouble())
        : "an unknown cost";
  }

  /** The step after a model's answer takes the server a moment. */
  private JsonNode ended(String id) throws InterruptedException {
    JsonNode now = server.client().get("/v1/improvements/" + id);
    while (!now.hasNonNull("finished_at")) {
      TimeUnit.MILLISECONDS.sleep(AGAIN_MS);
      now = server.client().get("/v1/improvements/" + id);
    }
    return now;
  }

  private int end(RunWatcher watcher, JsonNode improvement) throws InterruptedException {
    if (improvement.hasNonNull("version")) {
      String made =
          Plain.line(improvement.path("skill").asText(), 100)
              + "@"
              + improvement.path("version").asInt();
      console.out().println(made);
      console.say(
          "Proposed: runs take it by this name only, until 'assay skills adopt " + made + "'.");
    }
    if (improvement.hasNonNull("error")) {
      console.say(Plain.line(improvement.path("error").asText(), WIDTH));
      return ExitCode.RUN_FAILED;
    }
    if (!improvement.hasNonNull("next_run")) {
      return ExitCode.PASS;
    }
    RunView run = watcher.follow(improvement.path("next_run").asText());
    new Reports(server, console).write(run, ReportFormat.text, null);
    return ExitCode.of(run);
  }
}
