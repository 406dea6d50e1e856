package dev.assay.run.results.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.json.Json;
import dev.assay.run.results.export.report.UnitWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A run of four units: passed, failed with a hostile answer, error, skipped. */
public final class ExportFixtures {
  private ExportFixtures() {}

  /** The run, free to be changed. */
  public static ObjectNode run() {
    return (ObjectNode) json(text("run.json"));
  }

  /** Its units as the format jsonl has them. */
  public static List<JsonNode> units() {
    return text("units.jsonl").lines().map(ExportFixtures::json).toList();
  }

  /** {@code {comparison, runs, flips}} of two runs with hostile names and answers. */
  public static ObjectNode comparison() {
    return (ObjectNode) json(text("comparison.json"));
  }

  /** The whole file, the units handed over one by one. */
  public static String file(UnitWriter writer) {
    List<byte[]> pieces = new ArrayList<>(List.of(writer.head()));
    units().forEach(unit -> pieces.add(writer.units(List.of(unit))));
    pieces.add(writer.tail());
    StringBuilder file = new StringBuilder();
    pieces.forEach(piece -> file.append(new String(piece, StandardCharsets.UTF_8)));
    return file.toString();
  }

  private static JsonNode json(String text) {
    try {
      return Json.mapper().readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(String name) {
    try (InputStream in = ExportFixtures.class.getResourceAsStream("/export/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
