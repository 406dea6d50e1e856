package dev.assay.cli.command.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.cli.client.ApiClient;
import dev.assay.cli.command.Context;
import dev.assay.cli.command.ExitCode;
import dev.assay.cli.command.Server;
import dev.assay.cli.render.Amounts;
import dev.assay.cli.render.Plain;
import dev.assay.cli.render.Table;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code assay traffic}: what production answered. */
@Command(
    name = "traffic",
    description = "What production answered, and what people said of it.",
    synopsisSubcommandLabel = "(import | feedback | sources | counts)")
public final class TrafficCommand {
  private final Context context;

  /** Of what a source is. */
  enum SourceType {
    skill,
    agent,
    request_domain,
    feature
  }

  /**
   * @param context what every subcommand needs
   */
  public TrafficCommand(Context context) {
    this.context = context;
  }

  /** Takes logged requests or executions in. */
  @Command(
      name = "import",
      mixinStandardHelpOptions = true,
      description = {
        "Take in a file (.jsonl, .json, also .gz) of logged requests or executions.",
        "An id counts once, so a file can be imported again. Bad lines are named, the others kept."
      })
  public int importFile(
      @Parameters(paramLabel = "FILE", description = "The records.") Path file,
      @Option(names = "--executions", description = "They are executions of agents.")
          boolean executions) {
    try (Server server = Server.find(context)) {
      RecordUpload upload = new RecordUpload(server.client(), context.console());
      boolean all =
          upload.send(file, executions ? "/v1/traffic/executions" : "/v1/traffic/requests");
      context
          .console()
          .out()
          .println(
              "%s accepted, %s completed, %s known already, %s rejected"
                  .formatted(
                      upload.sum("accepted"),
                      upload.sum("completed"),
                      upload.sum("known"),
                      Amounts.count(upload.rejected())));
      return all ? ExitCode.PASS : ExitCode.USAGE;
    }
  }

  /** Takes what people said in. */
  @Command(
      name = "feedback",
      mixinStandardHelpOptions = true,
      description = {
        "Take in a file (.jsonl, .json, also .gz) of what people said of answers.",
        "Each record names what it is of by entity_type and entity_id; see docs/traffic.md.",
        "Imported again, what has an identifier replaces itself; the rest is said once more."
      })
  public int feedback(@Parameters(paramLabel = "FILE", description = "The records.") Path file) {
    try (Server server = Server.find(context)) {
      RecordUpload upload = new RecordUpload(server.client(), context.console());
      boolean all = upload.send(file, "/v1/feedback");
      context
          .console()
          .out()
          .println(
              "%s accepted, %s replaced, %s rejected"
                  .formatted(
                      upload.sum("accepted"),
                      upload.sum("replaced"),
                      Amounts.count(upload.rejected())));
      if (upload.unknown() > 0) {
        context
            .console()
            .out()
            .println(
                "%s ids are not known yet: what was said of them counts as soon as they are logged"
                    .formatted(Amounts.count(upload.unknown())));
      }
      if (upload.warnings() > 0) {
        context
            .console()
            .out()
            .println(
                "%s places do not fit the schema of their skill; they are kept"
                    .formatted(Amounts.count(upload.warnings())));
      }
      return all ? ExitCode.PASS : ExitCode.USAGE;
    }
  }

  /** Lists what runs can be over. */
  @Command(
      name = "sources",
      mixinStandardHelpOptions = true,
      description = "List the skills, agents, domains and features that were logged.")
  public int sources() {
    try (Server server = Server.find(context)) {
      Table table = new Table(List.of("TYPE", "ID", "VERSION", "RECORDS", "LATEST"));
      for (JsonNode source : server.client().get("/v1/traffic/sources").path("sources")) {
        Table unused =
            table.row(
                List.of(
                    source.path("source_type").asText(),
                    Plain.line(source.path("id").asText(), 80),
                    Plain.line(source.path("agent_version").asText(""), 40),
                    Amounts.count(source.path("total").asLong()),
                    source.path("latest_activity").asText("")));
      }
      context.console().print(table.lines());
      return ExitCode.PASS;
    }
  }

  /** Counts what a run would be over. */
  @Command(
      name = "counts",
      mixinStandardHelpOptions = true,
      description = "Count what a run over a source would be over, before anything is spent.")
  public int counts(
      @Parameters(paramLabel = "TYPE", description = "One of ${COMPLETION-CANDIDATES}.")
          SourceType type,
      @Parameters(paramLabel = "ID", description = "Name of the source.") String id,
      @Option(names = "--agent-version", description = "Of an agent.") String agentVersion,
      @Option(names = "--since", paramLabel = "TIME", description = "From when on, ISO 8601.")
          String since,
      @Option(names = "--until", paramLabel = "TIME", description = "Before when, ISO 8601.")
          String until) {
    StringBuilder path =
        new StringBuilder("/v1/traffic/counts?source_type=")
            .append(type)
            .append("&id=")
            .append(ApiClient.encode(id));
    add(path, "agent_version", agentVersion);
    add(path, "since", since);
    add(path, "until", until);
    try (Server server = Server.find(context)) {
      JsonNode counts = server.client().get(path.toString());
      Table table = new Table(List.of("WHAT", "COUNT"));
      for (String name :
          List.of(
              "total",
              "completed",
              "with_feedback",
              "json_corrections",
              "text_corrections",
              "inferred_corrections",
              "notes_only")) {
        Table unused =
            table.row(List.of(name.replace('_', ' '), Amounts.count(counts.path(name).asLong())));
      }
      context.console().print(table.lines());
      context
          .console()
          .out()
          .println("latest activity: " + counts.path("latest_activity").asText("none"));
      return ExitCode.PASS;
    }
  }

  private static void add(StringBuilder path, String name, String value) {
    if (value != null) {
      path.append('&').append(name).append('=').append(ApiClient.encode(value));
    }
  }
}
