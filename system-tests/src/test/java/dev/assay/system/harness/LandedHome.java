package dev.assay.system.harness;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * What the last landed build left in its home: its database, its keys, and what it said of them
 * over REST. {@code src/test/resources/landed/README.md} says how that was made.
 */
public final class LandedHome {
  /** A key of the workspace {@code default} that may read. */
  public static final String READER_KEY = "as_bnQcWzT0GeI1Z62jggORoLKnfGW-DbrYwUnPguDkFq4";

  /** The first key of the workspace {@code other}. */
  public static final String OTHER_KEY = "as_MPR8aCgAeK9w0dCxLGQX10WDpNVB7w0FUwdROWxV20I";

  private static final String FIRST_KEY = "as_first-key-of-the-home-in-the-tests-0000000000";
  private static final String MASTER_KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

  /** Renamed and not dropped: that waits for nobody who still reads the old tables. */
  private static final String MAKE_ROOM =
      "alter schema public rename to replaced; create schema public;\n";

  /**
   * As if it had been made a moment ago: old events and cached answers are dropped after a time.
   */
  private static final String TODAY =
      """
      do $$
      declare
        c record;
      begin
        for c in select table_name, column_name from information_schema.columns
            where table_schema = 'public' and data_type = 'timestamp with time zone' loop
          execute format('update %I set %I = %I + (now() - timestamptz ''2026-11-29 10:20:00Z'')',
            c.table_name, c.column_name, c.column_name);
        end loop;
      end $$;
      """;

  private LandedHome() {}

  /**
   * Starts the landed build's home with this build. Its database goes into a fresh one by SQL,
   * since the files of PostgreSQL are too large to be kept here.
   *
   * @param name for the folder with its logs
   * @return the stack, started again on what the landed build wrote
   */
  public static Stack open(String name) {
    Stack stack = Stack.startIn(withKeys(Stack.temporaryHome()), name, 1);
    try {
      restore(stack.database());
      Map<String, Long> before = rows(stack.database());
      stack.restart(1);
      Map<String, Long> after = rows(stack.database());
      before.forEach(
          (table, count) ->
              assertThat(after.get(table)).as("rows of %s", table).isGreaterThanOrEqualTo(count));
      return stack;
    } catch (RuntimeException | AssertionError e) {
      stack.close();
      throw e;
    }
  }

  /** What the landed build answered, by path. */
  public static Map<String, JsonNode> said() {
    Map<String, JsonNode> said = new TreeMap<>();
    Api.json(resource("said.json")).properties().forEach(e -> said.put(e.getKey(), e.getValue()));
    return said;
  }

  private static Path withKeys(Path home) {
    try {
      Files.createDirectories(home.resolve("secrets"));
      Files.writeString(home.resolve("secrets/master-key"), MASTER_KEY + "\n");
      Files.writeString(home.resolve("api-key"), FIRST_KEY + "\n");
      return home;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void restore(Database database) {
    try (Connection connection = database.writer();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(MAKE_ROOM + resource("database.sql.gz") + TODAY);
      connection.commit();
    } catch (SQLException e) {
      throw new IllegalStateException("The landed build's database cannot be restored.", e);
    }
  }

  /** How many rows each table has. */
  private static Map<String, Long> rows(Database database) {
    Map<String, Long> rows = new TreeMap<>();
    database
        .rows("select tablename from pg_tables where schemaname = 'public'")
        .forEach(
            table -> {
              String name = table.get("tablename").toString();
              rows.put(name, database.number("select count(*) from public.\"" + name + "\""));
            });
    return rows;
  }

  private static String resource(String name) {
    try (InputStream raw = LandedHome.class.getResourceAsStream("/landed/" + name);
        InputStream plain = name.endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
      return new String(plain.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
