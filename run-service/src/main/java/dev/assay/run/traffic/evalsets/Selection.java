package dev.assay.run.traffic.evalsets;

import dev.assay.run.traffic.requests.TrafficFilter;
import dev.assay.run.traffic.requests.TrafficKind;
import dev.assay.run.traffic.slices.SliceQuery;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Which records are picked: those named, those that a filter leaves, or those of a queue for
 * review.
 *
 * @param ids records by kind and id
 * @param filter as of the lists of traffic
 * @param kind of those that the filter leaves; null for both
 * @param queue name of a queue; what is not there picks nothing
 * @param status of the queue's items, by default done
 * @param limit the newest so many of a filter or a queue, by default {@value #USUAL}
 */
@Schema(name = "TrafficSelection")
record Selection(
    @Valid @Size(min = 1, max = MOST) List<@NotNull Id> ids,
    TrafficFilter filter,
    TrafficKind kind,
    String queue,
    @Pattern(regexp = "open|leased|done|skipped", message = "must be open, leased, done or skipped")
        String status,
    @Min(1) @Max(MOST) Integer limit) {
  static final int MOST = 10_000;
  private static final int USUAL = 1_000;
  private static final String DONE = "done";
  private static final String NAMED =
      """
      t.workspace_id = $1 and (t.kind, t.id, t.at) in (
        select i.kind, i.id, i.at from traffic_ids i
        join unnest($2::text[], $3::text[]) as g(kind, id) on i.kind = g.kind and i.id = g.id
        where i.workspace_id = $1)\
      """;

  private static final String QUEUED =
      """
      t.workspace_id = $1 and (t.kind, t.id, t.at) in (
        select i.kind, i.id, i.at from review_queues q
        join review_items r on r.queue_id = q.id and r.status = $3
        join traffic_ids i on i.workspace_id = q.workspace_id and i.kind = r.entity_type
          and i.id = r.entity_id
        where q.workspace_id = $1 and q.name = $2)\
      """;

  /** One record. */
  @Schema(name = "TrafficId")
  record Id(@NotNull TrafficKind kind, @NotBlank String id) {}

  /** Whether it says one thing: ids, a filter or a queue. */
  boolean isOne() {
    return Stream.of(ids, filter, queue).filter(Objects::nonNull).count() == 1;
  }

  int most() {
    return ids != null ? ids.size() : limit == null ? USUAL : limit;
  }

  SliceQuery query(UUID workspaceId) {
    List<Object> parameters = new ArrayList<>(List.of(workspaceId));
    if (ids != null) {
      parameters.add(ids.stream().map(id -> id.kind().wire()).toArray(String[]::new));
      parameters.add(ids.stream().map(Id::id).toArray(String[]::new));
      return new SliceQuery(NAMED, parameters);
    }
    if (queue != null) {
      parameters.addAll(List.of(queue, status == null ? DONE : status));
      return new SliceQuery(QUEUED, parameters);
    }
    StringBuilder where = new StringBuilder("t.workspace_id = $1");
    if (kind != null) {
      parameters.add(kind.wire());
      where.append(" and t.kind = $2");
    }
    filter.append(where, parameters);
    return new SliceQuery(where.toString(), parameters);
  }
}
