package dev.assay.run.engine.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.id.Ids;
import dev.assay.common.json.Json;
import dev.assay.common.part.ProviderRef;
import dev.assay.common.part.UnitRef;
import dev.assay.run.runs.RunSpec;
import dev.assay.run.runs.RunSpecs;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever preparing a call does is the error of its unit. */
class PreparedCallTest {
  static Stream<Throwable> failures() {
    return Stream.of(
        new IllegalStateException(),
        new NullPointerException(),
        new StackOverflowError(),
        new NoClassDefFoundError());
  }

  /** What another run recorded, which cannot be read. */
  private static final class Unreadable extends HashMap<RecordedAnswers.Key, JsonNode> {
    private static final long serialVersionUID = 1L;
    private final transient Throwable failure;

    Unreadable(Throwable failure) {
      this.failure = failure;
    }

    @Override
    public JsonNode get(Object key) {
      return PreparedCallTest.<RuntimeException>raise(failure);
    }
  }

  @SuppressWarnings("unchecked")
  private static <E extends Throwable> JsonNode raise(Throwable failure) throws E {
    throw (E) failure;
  }

  private static CallBuilder.RunPlan plan(Map<RecordedAnswers.Key, JsonNode> recorded)
      throws Exception {
    RunSpec spec =
        Json.mapper()
            .readValue(
                "{\"target\":{\"provider\":\"p\",\"model\":\"m\"},\"scorers\":[],"
                    + "\"policy\":{\"deadline_ms\":1000}}",
                RunSpec.class);
    ProviderRef provider =
        new ProviderRef("w", "p", "replay", null, null, Map.of(), null, null, null);
    return new CallBuilder.RunPlan(
        new RunSpecs.Known(Ids.next(), Ids.next(), 1, spec, RunSpecs.template(null)),
        provider,
        1,
        recorded);
  }

  private static ClaimedUnit unit() {
    return new ClaimedUnit(
        new UnitRef(Ids.next(), 0, 1),
        0,
        0,
        "i",
        null,
        null,
        "{\"input\":\"q\"}",
        0,
        null,
        1,
        1,
        0);
  }

  @ParameterizedTest
  @MethodSource("failures")
  void shouldEndInTheErrorOfItsUnit(Throwable failure) throws Exception {
    // Given
    ClaimedUnit unit = unit();
    assertThat(plan(Map.of()).prepare(unit).call()).as("without the failure").isNotNull();

    // When
    Outgoing out = plan(new Unreadable(failure)).prepare(unit);

    // Then
    assertThat(out.call()).isNull();
    assertThat(out.unit()).isEqualTo(unit);
    assertThat(out.failure())
        .hasMessageMatching("(No call could be made|The prompt or the item).*");
  }
}
