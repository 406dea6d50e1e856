package dev.assay.run.verdict.labels;

import dev.assay.common.part.ScorerSpec;
import dev.assay.run.platform.access.Caller;
import dev.assay.run.platform.idempotency.Idempotency;
import dev.assay.run.platform.idempotency.Reply;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.runs.RunSpecs;
import dev.assay.run.verdict.labels.GivenLabels.Given;
import dev.assay.run.verdict.labels.LabelStore.Placed;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Takes in what people say of answers: all labels of a request, or none. */
@ApplicationScoped
public class Labelling {
  private final Idempotency idempotency;

  Labelling(Idempotency idempotency) {
    this.idempotency = idempotency;
  }

  /**
   * What became of the labels of a request.
   *
   * @param created not there before
   * @param replaced given before by the same person for the same answer and scorer
   * @param empty rows of a file in which nobody has said anything
   */
  @Schema(name = "HumanLabelsTaken")
  public record Taken(int created, int replaced, int empty) {}

  /** Stores labels; a label of the same person, answer and scorer is replaced. */
  Uni<Response> take(Caller caller, UUID runId, String key, GivenLabels given) {
    GivenLabels labels = given.checked();
    String path = "/v1/runs/" + runId + "/labels";
    return idempotency.once(
        caller,
        path,
        key,
        labels.content(),
        tx ->
            store(tx, caller.workspaceId(), runId, labels)
                .map(taken -> Reply.existing(null, taken)));
  }

  private static Uni<Taken> store(
      SqlConnection tx, UUID workspaceId, UUID runId, GivenLabels given) {
    return LabelStore.spec(tx, workspaceId, runId)
        .flatMap(
            spec -> {
              if (spec == null) {
                throw ProblemException.notFound("run", runId);
              }
              List<String> keys =
                  RunSpecs.parse(spec).scorers().stream().map(ScorerSpec::key).toList();
              return place(tx, runId, given, keys);
            })
        .flatMap(
            placed ->
                LabelStore.write(tx, workspaceId, runId, placed)
                    .map(made -> new Taken(made, placed.size() - made, given.empty())));
  }

  private static Uni<List<Placed>> place(
      SqlConnection tx, UUID runId, GivenLabels given, List<String> keys) {
    String[] ids =
        given.content().stream()
            .map(Label::itemId)
            .filter(Objects::nonNull)
            .distinct()
            .toArray(String[]::new);
    Integer[] positions =
        given.content().stream()
            .filter(l -> l.itemId() == null)
            .map(Label::position)
            .distinct()
            .toArray(Integer[]::new);
    return LabelStore.answers(tx, runId, ids, positions)
        .map(
            rows -> {
              Units units = new Units(rows);
              List<Placed> placed = new ArrayList<>();
              Map<List<Object>, Given> seen = new HashMap<>();
              for (Given label : given.labels()) {
                Row unit = units.find(label, keys, given);
                if (unit != null && isNew(label, unit, seen, given)) {
                  placed.add(
                      new Placed(unit.getInteger("n"), label.label(), unit.getString("sha256")));
                }
              }
              given.done();
              return placed;
            });
  }

  /** One by its id and one by its position may be the same: a statement cannot store both. */
  private static boolean isNew(
      Given label, Row unit, Map<List<Object>, Given> seen, GivenLabels given) {
    Label l = label.label();
    boolean first =
        seen.putIfAbsent(List.of(unit.getInteger("n"), l.scorer(), l.rater()), label) == null;
    if (!first) {
      given.wrong(label.wrong("", "is of an answer that another label is of by its item_id."));
    }
    return first;
  }

  /** The units that labels may be of. */
  private static final class Units {
    private final Map<List<Object>, Row> byId = new HashMap<>();
    private final Map<List<Object>, Row> byPosition = new HashMap<>();

    Units(Iterable<Row> rows) {
      rows.forEach(
          row -> {
            byId.put(List.of(row.getString("item_id"), row.getInteger("repeat")), row);
            byPosition.put(List.of(row.getInteger("position"), row.getInteger("repeat")), row);
          });
    }

    /** The unit of a label; null, and a violation, when it cannot be labelled so. */
    Row find(Given given, List<String> keys, GivenLabels all) {
      Label label = given.label();
      Object name = label.itemId() == null ? label.position() : label.itemId();
      Row unit =
          (label.itemId() == null ? byPosition : byId).get(List.of(name, label.repeatOrFirst()));
      String field = label.itemId() == null ? "position" : "item_id";
      if (unit == null) {
        String which = label.repeatOrFirst() == 0 ? "" : " with repeat " + label.repeat();
        all.wrong(given.wrong(field, name + which + " is not an item of this run."));
      } else if (label.position() != null
          && !label.position().equals(unit.getInteger("position"))) {
        all.wrong(
            given.wrong(
                "position",
                "is "
                    + label.position()
                    + ", but the item "
                    + name
                    + " stands at "
                    + unit.getInteger("position")
                    + "; give one of them."));
      } else if (unit.getString("sha256") == null) {
        all.wrong(given.wrong(field, name + " has no answer that could be judged."));
      } else if (!keys.contains(label.scorer())) {
        all.wrong(
            given.wrong(
                "scorer",
                label.scorer()
                    + " is not a scorer of this run; it has "
                    + (keys.isEmpty() ? "none" : String.join(", ", keys))
                    + "."));
      } else {
        return unit;
      }
      return null;
    }
  }
}
