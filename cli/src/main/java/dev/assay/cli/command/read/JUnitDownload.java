package dev.assay.cli.command.read;

import dev.assay.cli.client.ApiClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** JUnit XML as the server writes it, so that there is one form of it. Streams; runs are large. */
final class JUnitDownload {
  private static final String XML = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

  private final ApiClient client;

  JUnitDownload(ApiClient client) {
    this.client = client;
  }

  /**
   * Writes one document with a suite per run.
   *
   * @param runs their ids
   */
  void write(List<String> runs, OutputStream out) throws IOException {
    if (runs.size() == 1) {
      download(runs.get(0), out);
      return;
    }
    write(out, XML + "<testsuites>\n");
    for (String run : runs) {
      // Not straight on: a download that fails halfway would leave a suite that looks whole.
      Path one = Files.createTempFile("assay-junit-", ".xml");
      try {
        try (OutputStream file = Files.newOutputStream(one)) {
          download(run, file);
        }
        copySuite(one, out);
      } finally {
        Files.deleteIfExists(one);
      }
    }
    write(out, "</testsuites>\n");
  }

  /** All but the frame of a document; the server gives each of its parts a line of its own. */
  private static void copySuite(Path document, OutputStream out) throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(document)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        boolean frame =
            line.startsWith("<?xml")
                || line.startsWith("<testsuites")
                || line.startsWith("</testsuites");
        if (!frame) {
          write(out, line + "\n");
        }
      }
    }
  }

  private void download(String run, OutputStream out) {
    client.download("/v1/runs/" + run + "/export?format=junit", out);
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
