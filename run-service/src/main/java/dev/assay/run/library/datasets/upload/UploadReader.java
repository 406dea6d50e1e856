package dev.assay.run.library.datasets.upload;

import dev.assay.common.error.ErrorCode;
import dev.assay.run.library.datasets.csv.CsvReader;
import dev.assay.run.library.datasets.json.JsonArrayReader;
import dev.assay.run.library.datasets.json.JsonLinesReader;
import dev.assay.run.library.datasets.reading.BadLines;
import dev.assay.run.library.datasets.reading.ItemReader;
import dev.assay.run.library.datasets.reading.ItemSink;
import dev.assay.run.library.datasets.reading.TextSource;
import dev.assay.run.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;

/** Reads an uploaded file item by item. */
@ApplicationScoped
public class UploadReader {
  private final UploadConfig config;

  UploadReader(UploadConfig config) {
    this.config = config;
  }

  /**
   * Reads the whole body; blocks.
   *
   * @param upload how the body is to be read
   * @param items takes every item that is valid in itself
   * @param bad takes everything that is not
   * @throws ProblemException when a limit is passed or the body breaks off
   */
  public void read(InputStream body, Upload upload, ItemSink items, BadLines bad) {
    long most = config.maxBytes().asLongValue();
    try (InputStream in = UploadStream.of(body, upload.gzip(), most, config.maxRatio())) {
      reader(upload).read(TextSource.of(in, upload.charset()), items, bad);
    } catch (ZipException | EOFException e) {
      throw new ProblemException(
          ErrorCode.INVALID_REQUEST, "The body is not valid gzip, or it ends early.");
    } catch (IOException e) {
      throw new ProblemException(
          ErrorCode.INVALID_REQUEST, "The upload broke off; nothing was imported.");
    }
  }

  private ItemReader reader(Upload upload) {
    int longest = (int) Math.min(config.maxLineBytes().asLongValue(), Integer.MAX_VALUE / 4);
    return switch (upload.format()) {
      case JSONL -> new JsonLinesReader(longest);
      case JSON -> new JsonArrayReader(longest);
      case CSV, TSV ->
          // An item of the longest line may need twice its length in quoted cells.
          new CsvReader(
              2 * longest, config.maxColumns(), upload.format() == UploadFormat.TSV, upload.map());
    };
  }
}
