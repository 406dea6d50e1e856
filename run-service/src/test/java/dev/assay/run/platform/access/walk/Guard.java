package dev.assay.run.platform.access.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.run.testing.Lab;
import dev.assay.run.testing.Stripping;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** What keeps workspaces apart while the walk goes on. */
enum Guard {
  /** All that there is, as the service is shipped. */
  BOTH,
  /** The service's own conditions: row-level security is in force for no table. */
  CONDITIONS,
  /**
   * Row-level security: the conditions that name the workspace are taken out of every statement of
   * a request on its way to PostgreSQL.
   */
  ROWS;

  private static final String SECURED =
      "select oid::regclass::text as name from pg_class where relrowsecurity order by 1";

  /** Does something while nothing else keeps workspaces apart. */
  void alone(Lab lab, Runnable walk) {
    switch (this) {
      case BOTH -> walk.run();
      case CONDITIONS -> withoutRowSecurity(lab, walk);
      case ROWS -> Stripping.during(walk);
    }
  }

  private static void withoutRowSecurity(Lab lab, Runnable walk) {
    List<String> tables = lab.all(SECURED).stream().map(table -> table.getString("name")).toList();
    assertThat(tables).hasSizeGreaterThan(30);
    try {
      alter(lab, tables, "disable");
      walk.run();
    } finally {
      alter(lab, tables, "enable");
    }
  }

  /** One by one: what goes on meanwhile may hold some of them. */
  private static void alter(Lab lab, List<String> tables, String how) {
    try (Connection owner = lab.asOwner();
        Statement statement = owner.createStatement()) {
      for (String table : tables) {
        statement.execute("alter table " + table + " " + how + " row level security");
      }
    } catch (SQLException e) {
      throw new IllegalStateException(how, e);
    }
  }
}
