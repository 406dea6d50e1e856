package dev.assay.cli.command.library;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.cli.client.ApiClient;
import dev.assay.cli.command.Context;
import dev.assay.cli.command.ExitCode;
import dev.assay.cli.command.Server;
import dev.assay.cli.render.Amounts;
import dev.assay.cli.render.Plain;
import dev.assay.cli.render.Table;
import dev.assay.cli.render.Times;
import dev.assay.common.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code assay keys}: who may use the server, and for what. */
@Command(
    name = "keys",
    description = "API keys of the workspace: who may use the server, and for what.",
    synopsisSubcommandLabel = "(list | add | revoke)")
public final class KeysCommand {
  private static final String PATH = "/v1/keys";

  private final Context context;

  /**
   * @param context what every subcommand needs
   */
  public KeysCommand(Context context) {
    this.context = context;
  }

  /** Prints all of them, without the keys themselves. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "List the keys, without the keys themselves.")
  public int list() {
    try (Server server = Server.find(context)) {
      Table table = new Table(List.of("ID", "NAME", "SCOPES", "EXPIRES", "LAST USED"));
      long now = System.currentTimeMillis();
      for (JsonNode key : server.client().all(PATH)) {
        Table unused =
            table.row(
                List.of(
                    Plain.line(key.path("id").asText(), 40),
                    Plain.line(key.path("name").asText(), 40),
                    scopes(key),
                    end(key),
                    Times.ago(Times.millis(key.path("last_used_at")), now)));
      }
      context.console().print(table.lines());
      return ExitCode.PASS;
    }
  }

  /** Makes one. */
  @Command(
      name = "add",
      mixinStandardHelpOptions = true,
      description = {
        "Make a key and print it; it is shown this once.",
        "To run evaluation files a key needs the scopes run and write: a file sets up providers"
            + " and",
        "datasets. To run stored evaluations run is enough, to read results read."
      })
  public int add(
      @Parameters(paramLabel = "NAME", description = "For people.") String name,
      @Option(
              names = "--scope",
              paramLabel = "SCOPE",
              required = true,
              split = ",",
              description =
                  "read, run, write, ingest, scale or admin; several with commas, or repeated.")
          List<String> scopes,
      @Option(
              names = "--expires",
              paramLabel = "WHEN",
              description = "After so many days, as 90d, or at a time (default: never).")
          String expires) {
    ObjectNode body = Json.mapper().createObjectNode().put("name", name);
    ArrayNode may = body.putArray("scopes");
    scopes.forEach(may::add);
    if (expires != null) {
      body.put("expires_at", Moment.of("--expires", expires, 1, "90d", "2027-06-01T00:00:00Z"));
    }
    try (Server server = Server.find(context)) {
      JsonNode made = server.client().post(PATH, body);
      context.console().out().println(made.path("key").asText());
      context
          .console()
          .say(
              "Key "
                  + Plain.line(made.path("id").asText(), 40)
                  + " may: "
                  + scopes(made)
                  + ". It cannot be shown again.");
      return ExitCode.PASS;
    }
  }

  /** Ends some. */
  @Command(
      name = "revoke",
      mixinStandardHelpOptions = true,
      description = "Revoke keys: from now on nothing can be done with them.")
  public int revoke(
      @Parameters(
              paramLabel = "ID",
              arity = "1..*",
              description = "As 'assay keys list' prints them.")
          List<String> ids) {
    try (Server server = Server.find(context)) {
      for (String id : new ArrayList<>(ids)) {
        JsonNode unused = server.client().delete(PATH + "/" + ApiClient.encode(id));
        context.console().out().println(Plain.line(id, 40) + "  revoked");
      }
      return ExitCode.PASS;
    }
  }

  /** Until when a key holds; one that was revoked does not, whatever was said before. */
  private static String end(JsonNode key) {
    if (key.hasNonNull("revoked_at")) {
      return "revoked";
    }
    return key.hasNonNull("expires_at") ? Plain.line(key.get("expires_at").asText(), 30) : "never";
  }

  private static String scopes(JsonNode key) {
    String scopes =
        StreamSupport.stream(key.path("scopes").spliterator(), false)
            .map(JsonNode::asText)
            .collect(Collectors.joining(", "));
    return scopes.isEmpty() ? Amounts.UNKNOWN : Plain.line(scopes, 60);
  }
}
