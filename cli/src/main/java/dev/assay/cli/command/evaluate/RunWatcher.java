package dev.assay.cli.command.evaluate;

import dev.assay.cli.client.ApiClient;
import dev.assay.cli.client.UnreachableException;
import dev.assay.cli.render.GroupProgress;
import dev.assay.cli.render.ProgressLine;
import dev.assay.cli.render.RunView;
import dev.assay.cli.terminal.Console;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Follows runs to their end, showing progress, through restarts of the server. */
final class RunWatcher {
  private static final Duration TICK = Duration.ofMillis(250);

  private final ApiClient client;
  private final Console console;

  RunWatcher(ApiClient client, Console console) {
    this.client = client;
    this.console = console;
  }

  /**
   * Waits for the end.
   *
   * @param id of the run
   * @return the run at its end
   * @throws UnreachableException when the server stays away for minutes
   */
  RunView follow(String id) throws InterruptedException {
    try (Watched run = new Watched(client, id);
        ProgressLine line = new ProgressLine(console)) {
      while (run.end() == null) {
        run.step(TICK, line);
        if (run.end() == null) {
          line.show(run.progress());
        }
      }
      return run.end();
    }
  }

  /**
   * Waits for the end of all of them, which go on side by side.
   *
   * @param ids of the runs
   * @param names what to call each in the progress, in the same order
   * @return the runs at their end, in the same order
   * @throws UnreachableException when the server stays away for minutes
   */
  List<RunView> follow(List<String> ids, List<String> names) throws InterruptedException {
    List<Watched> runs = new ArrayList<>();
    try (ProgressLine line = new ProgressLine(console)) {
      ids.forEach(id -> runs.add(new Watched(client, id)));
      while (runs.stream().anyMatch(run -> run.end() == null)) {
        for (Watched run : runs) {
          if (run.end() == null) {
            run.step(TICK.dividedBy(runs.size()), line);
          }
        }
        line.show(new GroupProgress(names, runs.stream().map(Watched::progress).toList()));
      }
      return runs.stream().map(Watched::end).toList();
    } finally {
      runs.forEach(Watched::close);
    }
  }
}
