package dev.assay.run.control.actions;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** As long as it is open, PostgreSQL notes how many units each transaction changes or deletes. */
final class NotedUnits implements AutoCloseable {
  private static final String NOTE =
      """
      create table noted_units (xid xid8 not null, run_id uuid not null, units bigint not null);
      create function note_units() returns trigger
        language plpgsql security definer set search_path = public as $$
      begin
        insert into noted_units
        select pg_current_xact_id(), run_id, count(*) from touched group by run_id;
        return null;
      end $$;
      create trigger note_changed_units after update on units referencing old table as touched
        for each statement execute function note_units();
      create trigger note_deleted_units after delete on units referencing old table as touched
        for each statement execute function note_units();
      """;
  private static final String FORGET =
      """
      drop trigger note_changed_units on units;
      drop trigger note_deleted_units on units;
      drop function note_units();
      drop table noted_units;
      """;
  private static final String TAKE =
      """
      with taken as (delete from noted_units where run_id = ? returning xid, units)
      select sum(units) as units from taken group by xid order by xid
      """;

  private final Connection connection;

  /** From now on, over a connection of the owner of the schema, which is closed with it. */
  NotedUnits(Connection owner) throws SQLException {
    connection = owner;
    execute(NOTE);
  }

  /** Units of a run by transaction, in their order, since this was asked before. */
  List<Integer> take(UUID run) throws SQLException {
    List<Integer> all = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(TAKE)) {
      statement.setObject(1, run);
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          all.add(found.getInt(1));
        }
      }
    }
    return all;
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    execute(FORGET);
    connection.close();
  }
}
