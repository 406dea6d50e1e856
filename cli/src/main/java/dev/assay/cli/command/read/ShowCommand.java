package dev.assay.cli.command.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.cli.command.Context;
import dev.assay.cli.command.ExitCode;
import dev.assay.cli.command.Server;
import dev.assay.cli.render.ItemView;
import dev.assay.cli.render.Plain;
import dev.assay.cli.render.RunView;
import dev.assay.cli.render.Table;
import dev.assay.cli.render.report.ItemReport;
import dev.assay.cli.terminal.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code assay show}: prints a run as it stands. */
@Command(name = "show", description = "Print a run as it stands, its items, or one of them.")
public final class ShowCommand implements Callable<Integer> {
  private final Context context;

  @Parameters(
      index = "0",
      paramLabel = "RUN",
      description = "latest, an id, or the unique beginning of one.")
  private String run;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "ITEM",
      description = {
        "One item: its number or its id, with /1, /2, … behind for a repeat. Prints what was sent,",
        "answered and expected, the scores and every attempt."
      })
  private String item;

  @Option(names = "--items", description = "List the items.")
  private boolean items;

  @Option(names = "--failed", description = "List only items that failed or ended in error.")
  private boolean failed;

  @Option(
      names = "--order",
      paramLabel = "ORDER",
      description = {
        "position (default), score (the lowest first) or latency; with a minus in front the other",
        "way round."
      })
  private String order;

  @Option(
      names = "--scorer",
      paramLabel = "KEY",
      description = "Whose score --order goes by (default: the mean of all).")
  private String scorer;

  @Option(
      names = "--limit",
      defaultValue = "100",
      description = "At most this many items (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Option(
      names = "--format",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private ReportFormat format;

  /**
   * @param context what every subcommand needs
   */
  public ShowCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    try (Server server = Server.find(context)) {
      String id = RunReference.resolve(server.client(), run);
      if (item != null) {
        return one(server, id);
      }
      RunView view = withPassports(server, new RunView(server.client().get("/v1/runs/" + id)));
      boolean list = items || failed || order != null;
      List<ItemView> listed = list ? listed(new Items(server.client(), id)) : List.of();
      new Reports(server, context.console())
          .write(list && format == ReportFormat.json ? with(view, listed) : view, format, null);
      if (!listed.isEmpty() && format == ReportFormat.text) {
        Table table = new Table(List.of("ITEM", "STATUS", "SECTION", "SCORES", "WHY"));
        listed.forEach(item -> row(table, item));
        context.console().out().println();
        context.console().print(table.lines());
      }
      return ExitCode.PASS;
    }
  }

  private List<ItemView> listed(Items source) {
    if (!failed) {
      return source.all(null, order, scorer, limit);
    }
    List<ItemView> both = new ArrayList<>(source.all("error", order, scorer, limit));
    both.addAll(source.all("failed", order, scorer, limit));
    return both;
  }

  /** Also when there are none: whoever reads them finds an empty list. */
  private static RunView with(RunView run, List<ItemView> listed) {
    ObjectNode json = run.json().deepCopy();
    ArrayNode all = json.putArray("items");
    listed.forEach(item -> all.add(item.json()));
    return new RunView(json);
  }

  private Integer one(Server server, String id) {
    JsonNode detail = new Items(server.client(), id).detail(item);
    switch (format) {
      case text -> context.console().print(ItemReport.of(detail));
      case json -> context.console().out().println(Reports.json(detail));
      case junit, markdown ->
          throw new UsageException("One item is printed as --format text or json.");
    }
    return ExitCode.PASS;
  }

  /** Labels come after the end of a run: its judges are shown as they stand now. */
  private static RunView withPassports(Server server, RunView run) {
    boolean judged = run.scorers().stream().anyMatch(s -> s.json().hasNonNull("judge"));
    return judged ? run.judged(server.client().get("/v1/runs/" + run.id() + "/passports")) : run;
  }

  private static void row(Table table, ItemView item) {
    Table unused =
        table.row(
            List.of(
                item.label(),
                Plain.line(item.status(), 20),
                item.section(),
                item.scores(),
                item.reason()));
  }
}
