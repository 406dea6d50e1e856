package dev.assay.cli.command.traffic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.assay.cli.terminal.UsageException;
import dev.assay.common.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/** A file of records, {@code .jsonl} or a list in {@code .json}, also {@code .gz}, in batches. */
final class RecordFile {
  /** Most records of a batch. */
  private static final int RECORDS = 5_000;

  /** Bytes after which a batch is full. */
  private static final int BYTES = 8 * 1024 * 1024;

  /** What a number is, the server decides: here it keeps its digits. */
  private static final ObjectReader TREES =
      Json.mapper()
          .readerFor(JsonNode.class)
          .with(JsonNodeFactory.withExactBigDecimals(true))
          .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .without(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES);

  private final Path path;
  private final StringBuilder batch = new StringBuilder();
  private final Consumer<Batch> sink;
  private long first = 1;
  private long number;
  private int records;

  /**
   * Some records.
   *
   * @param first number of the first line, from 1
   * @param lines one record in each that is not blank
   * @param records how many
   */
  record Batch(long first, String lines, int records) {}

  private RecordFile(Path path, Consumer<Batch> sink) {
    this.path = path;
    this.sink = sink;
  }

  /**
   * Reads a file to its end.
   *
   * @param sink takes each batch
   * @throws UsageException when there is no such file, or it is no JSON
   */
  static void read(Path path, Consumer<Batch> sink) {
    if (!Files.isReadable(path) || Files.isDirectory(path)) {
      throw new UsageException("There is no file " + path + " that can be read.");
    }
    new RecordFile(path, sink).read();
  }

  private void read() {
    String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
    boolean gzip = name.endsWith(".gz");
    String plain = gzip ? name.substring(0, name.length() - 3) : name;
    try (InputStream raw = Files.newInputStream(path);
        InputStream in = gzip ? new GZIPInputStream(raw) : raw) {
      if (plain.endsWith(".json")) {
        elements(in);
      } else if (plain.endsWith(".jsonl") || plain.endsWith(".ndjson")) {
        lines(in);
      } else {
        throw new UsageException(path + " must end in .jsonl or .json (or one of these and .gz).");
      }
      flush();
    } catch (JsonProcessingException e) {
      throw new UsageException(path + " is not valid JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void lines(InputStream in) throws IOException {
    BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      add(line);
    }
  }

  private void elements(InputStream in) throws IOException {
    try (MappingIterator<JsonNode> all = TREES.readValues(in)) {
      while (all.hasNextValue()) {
        add(all.nextValue().toString());
      }
    }
  }

  /** Blank lines stay, so that the server's line numbers are the file's. */
  private void add(String line) {
    number++;
    batch.append(line).append('\n');
    records += line.isBlank() ? 0 : 1;
    if (records == RECORDS || batch.length() > BYTES) {
      flush();
    }
  }

  private void flush() {
    if (records > 0) {
      sink.accept(new Batch(first, batch.toString(), records));
    }
    batch.setLength(0);
    records = 0;
    first = number + 1;
  }
}
