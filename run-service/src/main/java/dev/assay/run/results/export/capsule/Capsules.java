package dev.assay.run.results.export.capsule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.run.platform.db.Db;
import io.smallrye.mutiny.Multi;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/** Makes capsules. */
@ApplicationScoped
public class Capsules {
  private final CapsuleQuery query;

  public Capsules(Db db) {
    this.query = new CapsuleQuery(db);
  }

  /**
   * The zip, piece by piece; each piece is read when it is asked for. Fails, so that the download
   * breaks off, when the run goes on meanwhile: half of it would be of one generation and half of
   * another.
   *
   * @param runId of a run that has ended
   * @param run as the API shows it
   */
  public Multi<byte[]> file(UUID runId, JsonNode run) {
    return query
        .plan(runId)
        .onItem()
        .transformToMulti(plan -> pieces(runId, run, plan))
        .filter(piece -> piece.length > 0);
  }

  private Multi<byte[]> pieces(UUID runId, JsonNode run, CapsuleQuery.Plan plan) {
    CapsuleZip zip = new CapsuleZip();
    int generation = run.path("generation").asInt();
    requireSame(generation, plan.run().getInteger("generation"));
    return Multi.createBy()
        .concatenating()
        .streams(
            piece(zip, z -> single(z, "definition.json", CapsuleHeads.definition(run, plan))),
            rows(zip, "items.jsonl", runId, plan, CapsuleQuery.ITEMS, CapsuleLines::item),
            rows(zip, "answers.jsonl", runId, plan, CapsuleQuery.ANSWERS, CapsuleLines::answer),
            rows(zip, "attempts.jsonl", runId, plan, CapsuleQuery.ATTEMPTS, CapsuleLines::attempt),
            rows(zip, "scores.jsonl", runId, plan, CapsuleQuery.SCORES, CapsuleLines::score),
            query
                .endedGeneration(runId)
                .invoke(now -> requireSame(generation, now))
                .onItem()
                .transformToMulti(now -> piece(zip, z -> end(z, run))));
  }

  private static void end(CapsuleZip zip, JsonNode run) {
    single(zip, "summary.json", CapsuleHeads.summary(run));
    zip.manifest(CapsuleHeads.manifest(run));
  }

  private static void requireSame(int generation, int now) {
    if (now != generation) {
      throw new IllegalStateException("the run went on while its capsule was written");
    }
  }

  private Multi<byte[]> rows(
      CapsuleZip zip,
      String name,
      UUID runId,
      CapsuleQuery.Plan plan,
      String sql,
      Function<Row, ObjectNode> line) {
    return Multi.createBy()
        .concatenating()
        .streams(
            piece(zip, z -> z.file(name)),
            query
                .rows(sql, runId, plan.windows())
                .map(
                    rows -> {
                      zip.lines(rows.stream().map(line).toList());
                      return zip.drain();
                    }));
  }

  private static void single(CapsuleZip zip, String name, ObjectNode document) {
    zip.file(name);
    zip.lines(List.of(document));
  }

  /** Written when its turn comes, not before. */
  private static Multi<byte[]> piece(CapsuleZip zip, Consumer<CapsuleZip> write) {
    return Multi.createFrom()
        .deferred(
            () -> {
              write.accept(zip);
              return Multi.createFrom().item(zip.drain());
            });
  }
}
