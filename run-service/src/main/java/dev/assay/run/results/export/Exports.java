package dev.assay.run.results.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.json.Json;
import dev.assay.run.results.export.capsule.Capsules;
import dev.assay.run.results.export.html.HtmlReport;
import dev.assay.run.results.export.markup.Passages;
import dev.assay.run.results.export.report.JUnitWriter;
import dev.assay.run.results.export.report.PromptfooWriter;
import dev.assay.run.results.export.report.UnitWriter;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** Makes files of runs. */
@ApplicationScoped
class Exports {
  private final ExportQuery query;
  private final Capsules capsules;

  Exports(ExportQuery query, Capsules capsules) {
    this.query = query;
    this.capsules = capsules;
  }

  /**
   * The file, piece by piece; each piece is read when it is asked for.
   *
   * @param runId the run
   * @param run as the API shows it
   * @param scorerKeys in the order of the evaluation; the columns of the format csv
   */
  Multi<byte[]> file(ExportFormat format, UUID runId, Object run, List<String> scorerKeys) {
    return switch (format) {
      case JSON ->
          Multi.createBy()
              .concatenating()
              .streams(
                  Multi.createFrom().item(() -> head(run)),
                  query.chunks(runId).map(JsonExport::elements),
                  Multi.createFrom().item(() -> "\n]}\n".getBytes(StandardCharsets.UTF_8)));
      case JSONL -> query.chunks(runId).map(JsonExport::lines);
      case CSV -> {
        CsvExport csv = new CsvExport(scorerKeys);
        yield Multi.createBy()
            .concatenating()
            .streams(Multi.createFrom().item(csv::header), query.chunks(runId).map(csv::rows));
      }
      case JUNIT -> written(new JUnitWriter(tree(run)), query.chunks(runId));
      case PROMPTFOO -> written(new PromptfooWriter(tree(run)), query.chunks(runId));
      case HTML -> written(new HtmlReport(tree(run)), query.worst(runId, Passages.ITEMS));
      case SPANS ->
          Multi.createBy()
              .concatenating()
              .streams(
                  Multi.createFrom().item(SpansExport::header),
                  // A piece of nothing would end what is sent in chunks.
                  query.chunks(runId).map(SpansExport::rows).filter(piece -> piece.length > 0));
      case CAPSULE -> capsules.file(runId, tree(run));
    };
  }

  private static Multi<byte[]> written(UnitWriter writer, Multi<List<ExportUnit>> units) {
    return Multi.createBy()
        .concatenating()
        .streams(
            Multi.createFrom().item(writer::head),
            units.map(some -> writer.units(JsonExport.nodes(some))),
            Multi.createFrom().item(writer::tail));
  }

  private static JsonNode tree(Object run) {
    return Json.mapper().valueToTree(run);
  }

  private static byte[] head(Object run) {
    try {
      return ("{\"run\":" + Json.mapper().writeValueAsString(tree(run)) + ",\n\"items\":[")
          .getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a run cannot be written as JSON", e);
    }
  }
}
