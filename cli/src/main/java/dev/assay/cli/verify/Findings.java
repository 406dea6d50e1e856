package dev.assay.cli.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** What a verification found. */
public final class Findings {
  /** How many differences are named; the others are counted. */
  static final int NAMED = 1_000;

  private final List<Difference> differences = new ArrayList<>();
  private final TreeMap<String, Long> rescored = new TreeMap<>();
  private final TreeMap<String, String> notRescored = new TreeMap<>();
  private long total;
  private int files;
  private long units;

  void differs(String kind, String item, String subject, String expected, String got) {
    total++;
    if (differences.size() < NAMED) {
      differences.add(new Difference(kind, item, subject, expected, got));
    }
  }

  void file() {
    files++;
  }

  void unit() {
    units++;
  }

  void rescored(String scorer) {
    rescored.merge(scorer, 1L, Long::sum);
  }

  void notRescored(String scorer, String why) {
    notRescored.put(scorer, why);
  }

  /** Whether everything is as the capsule says. */
  public boolean verified() {
    return total == 0;
  }

  /** The first differences, in the order in which they were met. */
  public List<Difference> differences() {
    return List.copyOf(differences);
  }

  /** How many differences there are. */
  public long total() {
    return total;
  }

  /** How many files were hashed. */
  public int files() {
    return files;
  }

  /** How many units were read. */
  public long units() {
    return units;
  }

  /** How many scores were made again, by scorer key. */
  public TreeMap<String, Long> rescored() {
    return new TreeMap<>(rescored);
  }

  /** The scorers whose scores were not made again, with the reason. */
  public TreeMap<String, String> notRescored() {
    return new TreeMap<>(notRescored);
  }
}
