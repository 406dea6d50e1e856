package dev.assay.cli.command.library;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.cli.client.ApiClient;
import dev.assay.cli.command.Context;
import dev.assay.cli.command.ExitCode;
import dev.assay.cli.command.Server;
import dev.assay.cli.command.stack.StatusCommand;
import dev.assay.cli.render.Amounts;
import dev.assay.cli.render.Plain;
import dev.assay.cli.render.Table;
import dev.assay.cli.render.Times;
import dev.assay.cli.terminal.HarmlessOutput;
import dev.assay.cli.terminal.UsageException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code assay audit}: who changed what in the workspace, and what was refused to whom. */
@Command(
    name = "audit",
    description = "Who changed what in the workspace, and what was denied to whom.")
public final class AuditCommand implements Callable<Integer> {
  private static final int MOST = 500;

  private final Context context;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "At most this many (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Option(names = "--key", paramLabel = "ID", description = "Only by this key.")
  private String key;

  @Option(
      names = "--by",
      paramLabel = "WHO",
      description = "Only what came so: key, session, link, nobody; several with commas.")
  private String by;

  @Option(
      names = "--action",
      paramLabel = "ACTION",
      description = "Only actions that begin so: DELETE, or POST /v1/runs.")
  private String action;

  @Option(
      names = "--object",
      paramLabel = "ADDRESS",
      description = "Only what is about addresses that begin so: /v1/providers/.")
  private String object;

  @Option(
      names = "--outcome",
      paramLabel = "OUTCOME",
      description = "Only what ended so: done, denied, refused, failed.")
  private String outcome;

  @Option(
      names = "--since",
      paramLabel = "WHEN",
      description = "Only what came since: so many days ago, as 7d, or a time.")
  private String since;

  @Option(
      names = "--format",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private StatusCommand.Format format;

  /**
   * @param context what every subcommand needs
   */
  public AuditCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if (limit < 1) {
      throw new UsageException("--limit " + limit + ": write how many, 1 or more.");
    }
    try (Server server = Server.find(context)) {
      List<JsonNode> entries = entries(server.client());
      switch (format) {
        case json ->
            entries.forEach(
                entry -> context.console().out().println(HarmlessOutput.escaped(entry.toString())));
        case text -> context.console().print(table(entries).lines());
      }
      return ExitCode.PASS;
    }
  }

  /** Page by page, and no more of them than are asked for. */
  private List<JsonNode> entries(ApiClient client) {
    List<JsonNode> entries = new ArrayList<>();
    String cursor = "";
    do {
      int open = limit - entries.size();
      JsonNode page = client.get("/v1/audit?limit=" + Math.min(open, MOST) + query() + cursor);
      page.path("data").forEach(entries::add);
      cursor =
          page.hasNonNull("next_cursor")
              ? "&cursor=" + ApiClient.encode(page.get("next_cursor").asText())
              : null;
    } while (cursor != null && entries.size() < limit);
    return entries;
  }

  private String query() {
    Map<String, String> asked = new LinkedHashMap<>();
    asked.put("key_id", key);
    asked.put("by", by);
    asked.put("action", action);
    asked.put("object", object);
    asked.put("outcome", outcome);
    asked.put(
        "since",
        since == null ? null : Moment.of("--since", since, -1, "7d", "2026-11-01T00:00:00Z"));
    StringBuilder query = new StringBuilder();
    asked.forEach(
        (name, value) -> {
          if (value != null) {
            query.append('&').append(name).append('=').append(ApiClient.encode(value));
          }
        });
    return query.toString();
  }

  private static Table table(List<JsonNode> entries) {
    Table table = new Table(List.of("WHEN", "WHO", "DID", "WHAT", "STATUS", "TIMES", "FROM"));
    long now = System.currentTimeMillis();
    for (JsonNode entry : entries) {
      Table unused =
          table.row(
              List.of(
                  Times.ago(Times.millis(entry.path("at")), now),
                  Plain.line(who(entry), 30),
                  Plain.line(entry.path("method").asText(), 7),
                  Plain.line(entry.path("object").asText(), 70),
                  Plain.line(
                      entry.path("outcome").asText() + " " + entry.path("status").asText(), 12),
                  Amounts.count(entry.path("times").asLong(1)),
                  Plain.line(entry.path("address").asText(Amounts.UNKNOWN), 40)));
    }
    return table;
  }

  private static String who(JsonNode entry) {
    String by = entry.path("by").asText();
    String name = entry.path("key_name").asText("");
    if (name.isEmpty()) {
      return by;
    }
    return by.equals("session") ? name + " (browser)" : name;
  }
}
