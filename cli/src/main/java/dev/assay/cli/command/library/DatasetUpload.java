package dev.assay.cli.command.library;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.cli.client.ApiClient;
import dev.assay.cli.client.ApiException;
import dev.assay.cli.evalfile.DatasetFile;
import dev.assay.cli.render.Amounts;
import dev.assay.cli.render.Plain;
import dev.assay.cli.terminal.UsageException;
import java.util.ArrayList;
import java.util.List;

/** Makes a file a version of a dataset; the same content again is the version that exists. */
public final class DatasetUpload {
  private static final int UNPROCESSABLE = 422;

  private final ApiClient client;

  public DatasetUpload(ApiClient client) {
    this.client = client;
  }

  /**
   * Uploads, creating the dataset when there is none; a file that is refused leaves nothing behind.
   *
   * @return {@code {name, version, item_count, sha256, …}}
   * @throws UsageException when lines cannot be read, with the options of the command that help
   */
  public JsonNode upload(DatasetFile file) {
    DatasetFile.Reading reading = file.reading();
    StringBuilder path =
        new StringBuilder("/v1/datasets/")
            .append(ApiClient.encode(file.dataset()))
            .append("/versions?create=true")
            .append(reading.skipBadLines() ? "&on_error=skip" : "");
    reading.map().forEach(pair -> path.append("&map=").append(ApiClient.encode(pair)));
    String type =
        file.contentType() + (reading.encoding() == null ? "" : "; charset=" + reading.encoding());
    try {
      return client.upload(path.toString(), file.path(), type, file.gzip());
    } catch (ApiException e) {
      if (e.status() != UNPROCESSABLE) {
        throw e;
      }
      throw new UsageException(file.path() + ": " + byOptions(e.getMessage()), e);
    }
  }

  /** What an upload left out, line by line for people; empty when all of it is there. */
  public static List<String> leftOut(JsonNode version) {
    long skipped = version.path("skipped_lines").asLong();
    List<String> lines = new ArrayList<>();
    if (skipped > 0) {
      lines.add(
          Amounts.count(skipped)
              + " left out, since "
              + (skipped == 1 ? "it" : "they")
              + " cannot be read (the ids of the others stay as they are when "
              + (skipped == 1 ? "it is" : "they are")
              + " mended):");
      for (JsonNode line : version.path("bad_lines")) {
        lines.add(
            "  - "
                + Plain.line(line.path("field").asText(), 40)
                + ": "
                + Plain.line(line.path("message").asText(), 300));
      }
    }
    return lines;
  }

  /** What the server says of parameters of its route, said of the options of the command. */
  private static String byOptions(String message) {
    return message
        .replace("say on_error=skip", "leave them out with --skip-bad-lines")
        .replaceAll("\\bmap=(\\S+)", "--map $1")
        .replaceAll("\\bcharset=(\\S+)", "--encoding $1");
  }
}
