package dev.assay.run.library.datasets;

import dev.assay.run.library.datasets.reading.BadLines;
import dev.assay.run.library.datasets.reading.ParsedItem;
import dev.assay.run.library.datasets.upload.TestReaders;
import dev.assay.run.library.datasets.upload.Upload;
import dev.assay.run.library.datasets.upload.UploadFormat;
import dev.assay.run.platform.problem.Violation;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Files that are read without a service, for tests. */
final class TestFiles {
  /** An item that is fine. */
  static final String FIRST = "{\"input\":\"q\",\"expected\":\"a\"}";

  private TestFiles() {}

  /** What was read of a file, and what was not. */
  record Outcome(List<ParsedItem> items, BadLines bad) {
    List<String> bodies() {
      return items.stream().map(ParsedItem::body).toList();
    }

    List<Long> lines() {
      return bad.violations().stream().map(Violation::line).toList();
    }
  }

  /** Reads the bytes of a file as that upload says. */
  static Outcome read(byte[] file, Upload upload) {
    Outcome outcome = new Outcome(new ArrayList<>(), new BadLines(100));
    TestReaders.reader()
        .read(
            new ByteArrayInputStream(file),
            upload,
            (number, line, item) -> outcome.items().add(item),
            outcome.bad());
    return outcome;
  }

  /** Reads a file in UTF-8. */
  static Outcome read(String text, UploadFormat format) {
    return read(text.getBytes(StandardCharsets.UTF_8), Upload.of(format));
  }
}
