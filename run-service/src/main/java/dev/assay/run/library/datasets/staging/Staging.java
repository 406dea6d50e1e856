package dev.assay.run.library.datasets.staging;

import dev.assay.common.error.ErrorCode;
import dev.assay.run.library.datasets.reading.BadLines;
import dev.assay.run.library.datasets.reading.ItemSink;
import dev.assay.run.library.datasets.reading.ParsedItem;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.platform.text.UnstorableText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Gathers the items of a version-to-be: numbers them, gives ids to those without, refuses an id
 * that comes twice, counts sections and hashes the content.
 */
public final class Staging implements ItemSink, AutoCloseable {
  private static final int MOST_SECTIONS = 1_000;

  private final ItemStore store;
  private final BadLines bad;
  private final boolean skipBad;
  private final int mostRows;
  private final IdSet ids = new IdSet();
  private final Map<String, Integer> sections = new TreeMap<>();
  private final MessageDigest digest = sha256();
  private int count;
  private boolean truths;

  private Staging(ItemStore store, BadLines bad, boolean skipBad, int mostRows) {
    this.store = store;
    this.bad = bad;
    this.skipBad = skipBad;
    this.mostRows = mostRows;
  }

  /**
   * For an upload: items wait on disk.
   *
   * @param bad hears of ids that come twice
   * @param skipBad whether good items are kept although there are bad ones
   * @param mostRows how many items a version may have
   */
  public static Staging onDisk(BadLines bad, boolean skipBad, int mostRows) {
    return new Staging(new OnDisk(), bad, skipBad, mostRows);
  }

  /** For items of a request: they wait in memory. */
  public static Staging inMemory(BadLines bad, int mostRows) {
    return new Staging(new InMemory(), bad, false, mostRows);
  }

  @Override
  public void accept(long number, long line, ParsedItem item) {
    String wrong = wrong(item);
    if (wrong != null) {
      bad.add(number, line, null, "the item " + wrong);
      return;
    }
    String id = item.id() != null ? item.id() : String.format(Locale.ROOT, "item-%06d", place());
    if (!ids.add(id)) {
      bad.add(number, line, null, "the id " + id + " is used twice");
      return;
    }
    if (item.section() != null && !sections.containsKey(item.section()) && full()) {
      bad.add(number, line, null, "more than " + MOST_SECTIONS + " sections");
      return;
    }
    count++;
    if (count > mostRows) {
      throw new ProblemException(
          ErrorCode.BODY_TOO_LARGE, "A dataset version may have at most " + mostRows + " items.");
    }
    if (bad.lines() == 0 || skipBad) {
      keep(new StagedItem(count, id, item.section(), item.label(), item.body()));
    }
  }

  /** What was gathered; fails with BAD_LINES or EMPTY_DATASET when that is no version. */
  public Staged finish() {
    if (bad.stopped() || (bad.lines() > 0 && (!skipBad || count == 0))) {
      throw new ProblemException(ErrorCode.BAD_LINES, refusal(), bad.violations());
    }
    if (count == 0) {
      throw new ProblemException(
          ErrorCode.EMPTY_DATASET, "There is no item in it; a dataset version needs one at least.");
    }
    return new Staged(
        count, HexFormat.of().formatHex(digest.digest()), sections, truths, store.finish(), bad);
  }

  private String refusal() {
    String lines =
        bad.lines()
            + (bad.lines() == 1 ? " line" : " lines")
            + " cannot be read, so nothing was imported";
    if (bad.stopped()) {
      return lines
          + "; what was wrong last has to be mended, since nobody can tell what it leaves out.";
    }
    return lines + (skipBad ? "; no good one is left." : "; mend them, or say on_error=skip.");
  }

  @Override
  public void close() {
    store.close();
  }

  /** Whatever it was read from: what cannot be stored is a bad line. */
  private static String wrong(ParsedItem item) {
    for (String column : new String[] {item.id(), item.section(), item.label()}) {
      String wrong = column == null ? null : UnstorableText.wrong(column);
      if (wrong != null) {
        return wrong;
      }
    }
    return UnstorableText.wrongInJson(item.body());
  }

  /**
   * Where the next item stands in what was uploaded, bad ones counted: when one of those is mended,
   * or left out, no item behind it gets another id.
   */
  private long place() {
    return count + bad.lines() + 1;
  }

  private boolean full() {
    return sections.size() >= MOST_SECTIONS;
  }

  private void keep(StagedItem item) {
    store.add(item);
    truths = truths || TruthMarks.in(item.body());
    if (item.section() != null) {
      sections.merge(item.section(), 1, Integer::sum);
    }
    String line = ItemLine.of(item.id(), item.section(), item.label(), item.body());
    digest.update(line.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) '\n');
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
