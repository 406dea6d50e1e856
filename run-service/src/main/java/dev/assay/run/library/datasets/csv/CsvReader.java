package dev.assay.run.library.datasets.csv;

import dev.assay.run.library.datasets.csv.CsvRows.BadRowException;
import dev.assay.run.library.datasets.reading.BadBytes;
import dev.assay.run.library.datasets.reading.BadLines;
import dev.assay.run.library.datasets.reading.Blank;
import dev.assay.run.library.datasets.reading.ItemReader;
import dev.assay.run.library.datasets.reading.ItemSink;
import dev.assay.run.library.datasets.reading.TextSource;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * CSV with a header line; between cells stand commas, semicolons or tabs, whichever the header line
 * uses, or what a first line {@code sep=;} says. Rows without any text are passed over.
 *
 * <p>A row that cannot be read does not stop the others. One whose quotes are wrong over several
 * lines is taken to be its first line only, and this is believed as long as the lines after it are
 * rows of the right number of cells: otherwise nobody can tell what is text within a cell and what
 * is a row, and the file is not read on.
 */
public final class CsvReader implements ItemReader {
  private static final List<Character> SEPARATORS = List.of(',', ';', '\t');

  /** A character that no text has. */
  private static final char NOTHING = '\uFFFF';

  private static final Pattern SAID = Pattern.compile("\"?sep=(.)\"?", Pattern.CASE_INSENSITIVE);

  private final int longestRow;
  private final int mostColumns;
  private final List<Character> separators;
  private final Map<String, String> map;

  /**
   * With its limits.
   *
   * @param longestRow characters
   * @param mostColumns of a file
   * @param tabs whether only tabs stand between cells
   * @param map fields by the names of columns that are not called like them
   */
  public CsvReader(int longestRow, int mostColumns, boolean tabs, Map<String, String> map) {
    this.longestRow = longestRow;
    this.mostColumns = mostColumns;
    this.separators = tabs ? List.of('\t') : SEPARATORS;
    this.map = map;
  }

  @Override
  public void read(TextSource in, ItemSink items, BadLines bad) throws IOException {
    CsvRows rows = new CsvRows(in.reader(), longestRow, mostColumns);
    try {
      CsvColumns columns = header(rows);
      if (columns == null) {
        return;
      }
      columns.problems().forEach(problem -> bad.stop(rows.rowLine(), null, problem));
      if (!bad.stopped()) {
        new Rows(rows, columns, new CsvItem(columns, in.charset()), items, bad).read();
      }
    } catch (BadRowException e) {
      bad.stop(e.line(), e.column(), e.getMessage());
    }
  }

  /**
   * The first line that is not blank, cut so that one column is what is asked; null without one.
   */
  private CsvColumns header(CsvRows rows) throws IOException {
    List<Character> possible = separators;
    Character said = said(rows);
    if (said != null) {
      possible = List.of(said);
    }
    CsvColumns best = null;
    BadRowException bad = null;
    for (char separator : possible) {
      rows.separator(separator);
      rows.again();
      try {
        CsvColumns found = columns(rows);
        if (found == null || found.hasInput()) {
          return found;
        }
        best = best == null || found.count() > best.count() ? found : best;
      } catch (BadRowException e) {
        bad = bad == null ? e : bad;
      }
    }
    if (best == null) {
      throw bad;
    }
    return best;
  }

  /** What the first line says to stand between cells; null when it is a line like others. */
  private static Character said(CsvRows rows) throws IOException {
    Matcher first = SAID.matcher(line(rows));
    if (!first.matches()) {
      return null;
    }
    String unused = line(rows);
    return first.group(1).charAt(0);
  }

  /** The next line as a whole; empty when its quotes are wrong, which is looked at again later. */
  private static String line(CsvRows rows) throws IOException {
    rows.separator(NOTHING);
    try {
      List<String> row = rows.next();
      return row == null ? "" : row.get(0);
    } catch (BadRowException e) {
      return "";
    }
  }

  private CsvColumns columns(CsvRows rows) throws IOException {
    List<String> header = rows.next();
    while (header != null && header.stream().allMatch(Blank::is)) {
      header = rows.next();
    }
    if (header == null) {
      return null;
    }
    for (String name : header) {
      if (BadBytes.in(name) >= 0) {
        throw new BadRowException(
            rows.rowLine(),
            1,
            "the names of the columns are not valid text; save the file as UTF-8");
      }
    }
    return new CsvColumns(header, map);
  }

  /** The rows behind the header line. */
  private static final class Rows {
    private final CsvRows rows;
    private final CsvColumns columns;
    private final CsvItem item;
    private final ItemSink items;
    private final BadLines bad;

    /** The row that was taken for its first line only; null when there is none in doubt. */
    private BadRowException doubt;

    private long doubtfulTo;

    Rows(CsvRows rows, CsvColumns columns, CsvItem item, ItemSink items, BadLines bad) {
      this.rows = rows;
      this.columns = columns;
      this.item = item;
      this.items = items;
      this.bad = bad;
    }

    void read() throws IOException {
      boolean more = true;
      while (more && !bad.stopped()) {
        try {
          List<String> row = rows.next();
          more = row != null;
          if (more && !row.stream().allMatch(Blank::is)) {
            items.accept(rows.rowLine(), rows.rowLine(), item.of(row));
            stopIfUnclear(columns.count() == 1);
          }
        } catch (CsvItem.BadItemException e) {
          bad.add(rows.rowLine(), null, e.getMessage());
          stopIfUnclear(true);
        } catch (BadRowException e) {
          bad.add(rows.rowLine(), e.line(), e.column(), e.getMessage());
          stopIfUnclear(true);
          if (rows.line() > rows.rowLine()) {
            doubt = e;
            doubtfulTo = rows.line();
          }
          rows.recover();
        }
      }
    }

    /** Among lines that a quote had joined, one that is no row may be text of a cell. */
    private void stopIfUnclear(boolean notSurelyRow) {
      if (notSurelyRow && doubt != null && rows.rowLine() <= doubtfulTo) {
        bad.stop(
            doubt.line(),
            doubt.column(),
            doubt.getMessage() + ", so nobody can tell which of the lines after it are rows");
      }
    }
  }
}
