package dev.assay.run.results.archive;

import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.platform.db.pool.Lane;
import dev.assay.run.runs.listing.RunFilter;
import dev.assay.run.runs.listing.RunFilter.RunFacet;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Counts runs by what they can be filtered by, in one statement over the newest of them. */
@ApplicationScoped
class FacetsQuery {
  /** Values of one field at most. */
  static final int MOST = 20;

  /** Runs that are looked at. */
  static final int LOOKED = 20_000;

  private static final String RUNS =
      "(select r.* from runs r where r.workspace_id = $1%s order by r.id desc limit $2) r";
  private static final String COUNT =
      "(select null::text as facet, null::text as value, count(*) as k from %s)";
  private static final String FACET =
      """
      (select '%1$s' as facet, value, count(*) as k
       from (select %2$s as value from %3$s) valued
       where value is not null
       group by value order by k desc, value limit $3)
      """;

  private final Db db;

  FacetsQuery(Db db) {
    this.db = db.in(Lane.READER);
  }

  /** The counts under a filter. */
  Uni<Facets> read(UUID workspace, RunFilter filter) {
    // One more than is counted tells whether there are more.
    List<Object> parameters = new ArrayList<>(List.of(workspace, LOOKED + 1, MOST));
    List<String> parts = new ArrayList<>();
    parts.add(COUNT.formatted(runs(filter, parameters)));
    for (RunFacet facet : RunFacet.values()) {
      parts.add(
          FACET.formatted(facet.name(), facet.sql(), runs(filter.without(facet), parameters)));
    }
    return db.query(String.join(" union all ", parts), parameters.toArray())
        .map(Rows::list)
        .map(FacetsQuery::facets);
  }

  private static String runs(RunFilter filter, List<Object> parameters) {
    StringBuilder where = new StringBuilder();
    filter.append(where, parameters);
    return RUNS.formatted(where);
  }

  private static Facets facets(List<Row> rows) {
    Map<RunFacet, List<Facets.Value>> counted = new EnumMap<>(RunFacet.class);
    for (RunFacet facet : RunFacet.values()) {
      counted.put(facet, new ArrayList<>());
    }
    long total = 0;
    for (Row row : rows) {
      if (row.getString("facet") == null) {
        total = row.getLong("k");
      } else {
        counted
            .get(RunFacet.valueOf(row.getString("facet")))
            .add(new Facets.Value(row.getString("value"), row.getLong("k")));
      }
    }
    return new Facets(
        Math.min(total, LOOKED),
        total <= LOOKED,
        counted.get(RunFacet.STATUS),
        counted.get(RunFacet.VERDICT),
        counted.get(RunFacet.EVALUATION),
        counted.get(RunFacet.DATASET),
        counted.get(RunFacet.PROVIDER),
        counted.get(RunFacet.MODEL),
        counted.get(RunFacet.SKILL),
        counted.get(RunFacet.TAG),
        counted.get(RunFacet.ALIAS),
        counted.get(RunFacet.LABEL));
  }
}
