package dev.assay.run.preview.rehearsal;

import dev.assay.run.platform.db.Db;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Reads what earlier runs of a provider and model took. */
@ApplicationScoped
class History {
  // Runs of the same dataset come first: their prompts and answers are as long as these will be.
  private static final String READ =
      """
      with newest as (
        select id, provider_name, model, dataset_name, started_at
        from runs where workspace_id = $1 order by id desc limit 1000
      ), alike as (
        select id, dataset_name is not distinct from $4 as same from newest
        where provider_name = $2 and model = $3 and started_at is not null
        order by dataset_name is not distinct from $4 desc, id desc limit 3
      )
      select r.id, r.same, u.latency_ms, u.tokens_in, u.tokens_out, u.attempts
      from alike r
      cross join lateral (
        select latency_ms, tokens_in, tokens_out, attempts from units
        where run_id = r.id and latency_ms is not null and not cached
        order by n desc limit 1000
      ) u
      """;

  private final Db db;

  History(Db db) {
    this.db = db;
  }

  Uni<Experience> of(UUID workspaceId, String provider, String model, String dataset) {
    return db.query(READ, workspaceId, provider, model, dataset).map(History::sum);
  }

  private static Experience sum(RowSet<Row> rows) {
    java.util.Set<UUID> runs = new java.util.HashSet<>();
    double[] latencies = new double[rows.size()];
    boolean same = true;
    Mean in = new Mean();
    Mean out = new Mean();
    long attempts = 0;
    int i = 0;
    for (Row row : rows) {
      runs.add(row.getUUID("id"));
      same &= row.getBoolean("same");
      latencies[i++] = row.getInteger("latency_ms");
      in.add(row.getLong("tokens_in"));
      out.add(row.getLong("tokens_out"));
      attempts += Math.max(1, row.getInteger("attempts"));
    }
    return i == 0
        ? Experience.NONE
        : new Experience(
            runs.size(),
            same,
            latencies,
            in.value(),
            out.value(),
            (double) (attempts - i) / attempts);
  }

  private static final class Mean {
    private double sum;
    private long count;

    void add(Long value) {
      if (value != null) {
        sum += value;
        count++;
      }
    }

    Double value() {
      return count == 0 ? null : (Double) (sum / count);
    }
  }
}
