package dev.assay.run.verdict.labels;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.assay.common.error.ErrorCode;
import dev.assay.run.platform.csv.CellText;
import dev.assay.run.platform.problem.JacksonProblems;
import dev.assay.run.platform.problem.Problem;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.platform.text.DoorJson;
import dev.assay.run.platform.text.UnstorableText;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads labels from files. In CSV, columns that are not of a label are passed over and rows without
 * a verdict are no labels: the export of a run, with a column added and partly filled in, is such a
 * file.
 */
final class LabelFile {
  private static final char BOM = '\uFEFF';

  /** The first line of a file that says what stands between its cells. */
  private static final Pattern SAID =
      Pattern.compile("\"?sep=(.)\"?\\r?\\n", Pattern.CASE_INSENSITIVE);

  private static final Map<String, Boolean> VERDICTS =
      Map.of(
          "true", true, "pass", true, "passed", true, "yes", true, "1", true, "false", false,
          "fail", false, "failed", false, "no", false, "0", false);
  private static final List<String> COLUMNS =
      List.of("item_id", "position", "repeat", "scorer", "passed", "score", "by", "note");

  private final GivenLabels labels = new GivenLabels();
  private final String scorer;
  private final String by;

  private LabelFile(String scorer, String by) {
    this.scorer = scorer;
    this.by = by;
  }

  /**
   * One JSON object per line.
   *
   * @param scorer of the labels that name none, null for none
   * @param by of the labels that name nobody, null for nobody
   */
  static GivenLabels jsonl(String text, String scorer, String by) {
    LabelFile file = new LabelFile(scorer, by);
    long line = 0;
    for (String json : (Iterable<String>) withoutMark(text).lines()::iterator) {
      line++;
      if (!json.isBlank()) {
        file.jsonLine(json, line);
      }
    }
    return file.labels;
  }

  private void jsonLine(String json, long line) {
    try {
      Label label = DoorJson.mapper().readValue(json, Label.class);
      if (label == null) {
        labels.wrong(line, "is not an object such as {\"item_id\": \"a\", \"passed\": true}.");
      } else {
        labels.add(label.or(scorer, by), line);
      }
    } catch (JsonProcessingException e) {
      Problem problem = JacksonProblems.of(e);
      labels.wrong(line, problem.detail());
    }
  }

  /** A header line and rows; see {@link #jsonl}. */
  static GivenLabels csv(String text, String scorer, String by) {
    LabelFile file = new LabelFile(scorer, by);
    String wrong = UnstorableText.wrong(text);
    if (wrong != null) {
      throw new ProblemException(ErrorCode.VALIDATION_FAILED, "The file " + wrong + ".");
    }
    String plain = withoutMark(text);
    Matcher said = SAID.matcher(plain);
    // The line stays, so that lines are numbered as in the file.
    int skipped = said.lookingAt() ? 1 : 0;
    try (CSVParser rows = rows(plain, skipped == 1 ? said.group(1).charAt(0) : separator(plain))) {
      file.rows(rows, skipped);
    } catch (IOException | UncheckedIOException | IllegalStateException e) {
      // The parser's own words name the line; rows behind it cannot be told apart any more.
      throw new ProblemException(
          ErrorCode.VALIDATION_FAILED, "The file is not CSV as in RFC 4180: " + e.getMessage());
    }
    return file.labels;
  }

  private static CSVParser rows(String text, char separator) throws IOException {
    return CSVParser.parse(
        new StringReader(text), CSVFormat.RFC4180.builder().setDelimiter(separator).get());
  }

  /** What stands between the names of columns that a label needs: spreadsheets have their ways. */
  private static char separator(String text) throws IOException {
    for (char separator : new char[] {';', '\t'}) {
      if (names(text, separator) > 1) {
        return separator;
      }
    }
    return ',';
  }

  /** How many columns of labels the header line has when it is cut so. */
  private static long names(String text, char separator) throws IOException {
    try (CSVParser rows = rows(text, separator)) {
      Iterator<CSVRecord> records = rows.iterator();
      return records.hasNext() ? records.next().stream().filter(LabelFile::isColumn).count() : 0;
    } catch (UncheckedIOException | IllegalStateException e) {
      // Its quotes make no sense with this one.
      return 0;
    }
  }

  private static boolean isColumn(String name) {
    return COLUMNS.contains(name.strip().toLowerCase(Locale.ROOT));
  }

  private void rows(CSVParser rows, int skipped) {
    Map<String, Integer> columns = null;
    long line = 1;
    int passedOver = 0;
    for (CSVRecord row : rows) {
      boolean blank = row.size() == 1 && row.get(0).isEmpty();
      if (passedOver < skipped) {
        passedOver++;
      } else if (columns == null) {
        columns = header(row);
      } else if (!blank) {
        row(row, columns, line);
      }
      // Quoted cells may hold line ends: the next row begins where the parser stands now.
      line = rows.getCurrentLineNumber() + 1;
    }
  }

  private Map<String, Integer> header(CSVRecord row) {
    Map<String, Integer> columns = new HashMap<>();
    for (int i = 0; i < row.size(); i++) {
      String name = row.get(i).strip().toLowerCase(Locale.ROOT);
      if (COLUMNS.contains(name) && columns.putIfAbsent(name, i) != null) {
        labels.wrong(1, "the column " + name + " is there twice.");
      }
    }
    if (!columns.containsKey("item_id") && !columns.containsKey("position")) {
      labels.wrong(1, "one column must be named item_id or position.");
    }
    if (!columns.containsKey("passed") && !columns.containsKey("score")) {
      labels.wrong(1, "one column must be named passed or score.");
    }
    return columns;
  }

  private void row(CSVRecord row, Map<String, Integer> columns, long line) {
    Map<String, String> cells = new HashMap<>();
    columns.forEach(
        (name, at) -> {
          if (at < row.size() && !row.get(at).isBlank()) {
            cells.put(name, row.get(at).strip());
          }
        });
    if (!cells.containsKey("passed") && !cells.containsKey("score")) {
      labels.addEmpty();
      return;
    }
    Label label =
        new Label(
            itemId(row, columns),
            whole(cells, "position", line),
            whole(cells, "repeat", line),
            cells.get("scorer"),
            verdict(cells.get("passed"), line),
            number(cells.get("score"), line),
            cells.get("by"),
            cells.get("note"));
    labels.add(label.or(scorer, by), line);
  }

  /** As it is, with its blanks; exports put a quote before what a spreadsheet would compute. */
  private static String itemId(CSVRecord row, Map<String, Integer> columns) {
    Integer at = columns.get("item_id");
    if (at == null || at >= row.size() || row.get(at).isBlank()) {
      return null;
    }
    return CellText.unguarded(row.get(at));
  }

  private Boolean verdict(String cell, long line) {
    Boolean verdict = cell == null ? null : VERDICTS.get(cell.toLowerCase(Locale.ROOT));
    if (cell != null && verdict == null) {
      labels.wrong(line, "passed must be true or false (or pass, fail, yes, no, 1, 0).");
    }
    return verdict;
  }

  private Integer whole(Map<String, String> cells, String name, long line) {
    try {
      return cells.containsKey(name) ? Integer.valueOf(cells.get(name)) : null;
    } catch (NumberFormatException e) {
      labels.wrong(line, name + " must be a whole number.");
      return null;
    }
  }

  private Double number(String cell, long line) {
    try {
      return cell == null ? null : Double.valueOf(cell);
    } catch (NumberFormatException e) {
      labels.wrong(line, "score must be a number from 0 to 1.");
      return null;
    }
  }

  private static String withoutMark(String text) {
    return !text.isEmpty() && text.charAt(0) == BOM ? text.substring(1) : text;
  }
}
