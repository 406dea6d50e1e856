package dev.assay.run.testing;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Takes the service's own conditions out of the statements of requests: {@code workspace_id = $1}
 * becomes a condition that holds for every row, as long as the statement works as a request. What
 * the service asks as itself is left as it is: nothing else guards that.
 */
public final class Stripping {
  /** A condition on the workspace of whoever asks, with the parameter that has it. */
  private static final Pattern CONDITION =
      Pattern.compile(
          "((?:\\b(?:where|and|or|on)\\s+)|\\(\\s*)((?:\\w+\\.)?workspace_id\\s*=\\s*\\$\\d+)",
          Pattern.CASE_INSENSITIVE);

  /**
   * One of a form that would not be taken out, as it is or in a tuple; where columns are set there
   * is a comma before it.
   */
  private static final Pattern LEFT =
      Pattern.compile(
          "(?<!set )(?<![\\w.,])(?:\\w+\\.)?workspace_id\\s*(?:=\\s*(?:any|'|\\(|\\$)|in\\s*\\(|<>|!=)"
              + "|\\([\\w., ]*workspace_id[\\w., ]*\\)\\s*(?:=|in\\s*\\()",
          Pattern.CASE_INSENSITIVE);

  private static final Map<String, String> STATEMENTS = new ConcurrentHashMap<>();
  private static final Set<String> UNKNOWN = ConcurrentHashMap.newKeySet();
  private static volatile boolean on;

  private Stripping() {}

  /** Takes conditions out while something is done; else every statement goes as it is. */
  public static void during(Runnable work) {
    on = true;
    try {
      work.run();
    } finally {
      on = false;
    }
  }

  /** Whether conditions are taken out now. */
  public static boolean isOn() {
    return on;
  }

  /** How many statements had conditions so far. */
  public static long stripped() {
    return STATEMENTS.entrySet().stream()
        .filter(each -> !each.getKey().equals(each.getValue()))
        .count();
  }

  /** Statements so far that have a condition of a form that is not known here. */
  public static Set<String> unknown() {
    return Set.copyOf(UNKNOWN);
  }

  /** A statement of a request without the conditions; as it is where it has none. */
  public static String of(String sql) {
    return STATEMENTS.computeIfAbsent(sql, Stripping::without);
  }

  /** Whether it has a condition that would not be taken out. */
  static boolean leaves(String sql) {
    return LEFT.matcher(CONDITION.matcher(sql).replaceAll("$1true")).find();
  }

  private static String without(String sql) {
    if (leaves(sql)) {
      UNKNOWN.add(sql);
    }
    return CONDITION.matcher(sql).replaceAll("$1($2 or current_user = 'assay_request')");
  }
}
