package dev.assay.run.engine.losses;

import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.Rows;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;

/** The workers that were heard of and have not said goodbye, for whoever starts after a crash. */
@ApplicationScoped
public class WorkerRows {
  private static final String KNOWN = "select id from workers";
  private static final String HAS = "select id from workers where id = $1";
  private static final String JOINED =
      "insert into workers (id) select unnest($1::text[]) on conflict do nothing";
  private static final String LEFT = "delete from workers where id = any($1::text[])";

  private final Db db;

  public WorkerRows(Db db) {
    this.db = db;
  }

  /** Those that are there. */
  public Uni<List<String>> known() {
    return db.query(KNOWN).map(rows -> Rows.list(rows, row -> row.getString("id")));
  }

  /** Whether one is there: it is not when another replica has booked its loss. */
  public Uni<Boolean> has(String id) {
    return db.query(HAS, id).map(rows -> rows.size() > 0);
  }

  /** Adds those that joined. */
  public Uni<Void> joined(Collection<String> ids) {
    return change(JOINED, ids);
  }

  /** Takes out those that said goodbye, or whose loss is booked. */
  public Uni<Void> left(Collection<String> ids) {
    return change(LEFT, ids);
  }

  private Uni<Void> change(String sql, Collection<String> ids) {
    return ids.isEmpty()
        ? Uni.createFrom().voidItem()
        : db.query(sql, (Object) ids.toArray(String[]::new)).replaceWithVoid();
  }
}
