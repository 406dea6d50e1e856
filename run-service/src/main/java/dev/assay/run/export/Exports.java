package dev.assay.run.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.json.Json;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** Makes files of runs. */
@ApplicationScoped
class Exports {
  private final ExportQuery query;

  Exports(ExportQuery query) {
    this.query = query;
  }

  /**
   * The file, piece by piece; each piece is read when it is asked for.
   *
   * @param runId the run
   * @param run as the API shows it; stands at the head of the format json
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
    };
  }

  private static byte[] head(Object run) {
    try {
      JsonNode json = Json.mapper().valueToTree(run);
      return ("{\"run\":" + Json.mapper().writeValueAsString(json) + ",\n\"items\":[")
          .getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a run cannot be written as JSON", e);
    }
  }
}
