package dev.assay.cli.command.library.scorers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.cli.command.Context;
import dev.assay.cli.command.ExitCode;
import dev.assay.cli.command.Server;
import dev.assay.cli.command.read.Reports;
import dev.assay.cli.command.read.RunReference;
import dev.assay.cli.command.stack.StatusCommand.Format;
import dev.assay.cli.evalfile.EvalFile;
import dev.assay.common.json.Json;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code assay scorers preview}: tries a definition out on stored answers. */
@Command(
    name = "preview",
    mixinStandardHelpOptions = true,
    description = {
      "Score the stored answers of an ended run with a definition that is not saved: what it says",
      "of them, the lowest scores first, and which items would have come out otherwise. It takes",
      "the place of the run's scorer with the same name, or is added to them."
    })
final class PreviewScorer implements Callable<Integer> {
  private final Context context;

  @Parameters(paramLabel = "FILE", description = "YAML or JSON with the definition.")
  private Path file;

  @Option(
      names = "--run",
      paramLabel = "RUN",
      defaultValue = "latest",
      description = "Whose answers: latest (default), an id, or the unique beginning of one.")
  private String run;

  @Option(
      names = "--limit",
      defaultValue = "50",
      description = "At most this many answers, up to 200 (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Option(names = "--section", description = "Only items of this section.")
  private String section;

  @Option(
      names = "--show",
      paramLabel = "N",
      defaultValue = "10",
      description = "Print this many items and flips (default: ${DEFAULT-VALUE}).")
  private int show;

  @Option(
      names = "--format",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Format format;

  PreviewScorer(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    ObjectNode body = Json.mapper().createObjectNode();
    body.set("definition", EvalFile.read(file).content());
    body.put("limit", limit);
    if (section != null) {
      body.put("section", section);
    }
    try (Server server = Server.find(context)) {
      body.put("run", RunReference.resolve(server.client(), run));
      JsonNode result = server.client().post("/v1/scorers/preview", body);
      switch (format) {
        case json -> context.console().out().println(Reports.json(result));
        case text -> context.console().print(PreviewText.of(result, show));
      }
      return ExitCode.PASS;
    }
  }
}
