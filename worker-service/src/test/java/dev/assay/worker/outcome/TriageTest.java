package dev.assay.worker.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.common.status.OutcomeClass;
import dev.assay.worker.kind.Decoded;
import dev.assay.worker.kind.openai.OpenAiReader;
import dev.assay.worker.wire.HeaderLookup;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** The table (status, headers, body) to (class, wait, retry?). */
class TriageTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvFileSource(
      resources = "/triage.csv",
      numLinesToSkip = 1,
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-")
  void shouldJudgeByStatusHeadersAndBody(
      int status, String headers, String body, String outcome, Long waitMs, boolean retry) {
    // Given
    Map<String, String> map = new HashMap<>();
    if (headers != null) {
      for (String header : headers.split(";")) {
        int colon = header.indexOf(':');
        map.put(header.substring(0, colon).strip(), header.substring(colon + 1).strip());
      }
    }
    OpenAiReader reader = new OpenAiReader();
    reader.head(status, HeaderLookup.of(map));
    if (body != null) {
      reader.chunk(Buffer.buffer(body));
    }

    // When
    Decoded decoded = reader.decode();

    // Then
    assertThat(decoded).isInstanceOf(Decoded.Problem.class);
    Triage triage =
        Triage.of(status, HeaderLookup.of(map), ((Decoded.Problem) decoded).error(), NOW);
    assertThat(triage.outcome()).isEqualTo(OutcomeClass.valueOf(outcome));
    assertThat(triage.hint() == null ? null : triage.hint().waitMs()).isEqualTo(waitMs);
    assertThat(triage.retry()).isEqualTo(retry);
  }
}
