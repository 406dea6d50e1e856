package dev.assay.scoring.offline;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.assay.common.json.Json;
import dev.assay.common.message.ScorerCatalogue;
import dev.assay.scoring.engine.BuiltInScorers;
import dev.assay.scoring.engine.ScorerRegistry;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;

/**
 * Scores what a parent process hands over, with the engine of the service and nothing else: no
 * broker, no network, no files. It first says in one line what it can score ({@link
 * ScorerCatalogue}), then answers every line ({@link OfflineTask}) with one line ({@link
 * OfflineTask.Report}), until its input ends. Judges are not asked: what they replied comes with
 * the case. Whoever verifies a capsule is such a parent.
 */
public final class OfflineScoring {
  /** Exit code for a line that cannot be read. */
  static final int UNREADABLE = 2;

  private final ScorerRegistry registry = BuiltInScorers.registry();
  private final Replay replay = new Replay(registry);

  private OfflineScoring() {}

  /**
   * Scores the standard input.
   *
   * @param args none
   * @throws IOException when the parent has gone
   */
  public static void main(String[] args) throws IOException {
    System.exit(run(System.in, System.out));
  }

  /**
   * Scores line by line.
   *
   * @return 0 at the end of the input, {@link #UNREADABLE} at a line that is no task
   * @throws IOException when one of the streams fails
   */
  static int run(InputStream in, OutputStream out) throws IOException {
    return new OfflineScoring()
        .answer(
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)),
            new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8)));
  }

  private int answer(BufferedReader lines, BufferedWriter answers) throws IOException {
    write(answers, registry.catalogue());
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      OfflineTask task;
      try {
        task = Json.mapper().readValue(line, OfflineTask.class);
      } catch (JsonProcessingException e) {
        return UNREADABLE;
      }
      if (task == null || task.scorers() == null || task.cases() == null) {
        return UNREADABLE;
      }
      write(answers, replay.score(task));
    }
    return 0;
  }

  private static void write(BufferedWriter answers, Object answer) throws IOException {
    answers.write(Json.mapper().writeValueAsString(answer));
    answers.write('\n');
    answers.flush();
  }
}
