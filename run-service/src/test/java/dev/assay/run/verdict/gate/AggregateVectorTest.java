package dev.assay.run.verdict.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.json.Json;
import dev.assay.common.part.Score;
import dev.assay.common.part.ScorerSpec;
import dev.assay.common.status.UnitStatus;
import dev.assay.run.platform.problem.Violation;
import dev.assay.run.verdict.summary.GroupSummary;
import dev.assay.run.verdict.summary.RunSummary;
import dev.assay.run.verdict.summary.ScorerSummary;
import dev.assay.run.verdict.summary.Summaries;
import dev.assay.run.verdict.totals.memory.MemoryTotals;
import dev.assay.run.verdict.totals.memory.ScoredUnit;
import dev.assay.run.verdict.totals.memory.TestScores;
import dev.assay.run.verdict.totals.memory.UnitOutcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whole evaluations as another tool computed them. Where SCORING section 1 differs on purpose, the
 * case stands in one of the maps below with the rule, and with what we say instead.
 */
class AggregateVectorTest {
  /** These never come to an aggregate. */
  private static final Map<String, String> NOT_AGGREGATES =
      Map.of(
          "string dataset no reg", "a dataset that does not exist is refused at launch",
          "abort", "a run that is stopped is cancelled; it has no exception to throw");

  /** These are refused at launch; what is left of them aggregates the same. */
  private static final Map<String, String> REFUSED_AT_LAUNCH =
      Map.of(
          "dup-scorer-id", "rule 7: duplicate scorer keys in one evaluation are refused",
          "threshold-string", "a threshold is a number; a text is refused");

  /** Rule 1: a score is finite or there is none; status error, and the rest is not poisoned. */
  private static final Set<String> NOT_FINITE = Set.of("nan-threshold", "nan-poison");

  /** Rule 4: all scorers skipped is skipped, which stands outside the pass rate. */
  private static final Set<String> SKIPPED = Set.of("skipped");

  record Vector(String name, JsonNode json) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Vector> vectors() throws IOException {
    List<Vector> vectors = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                AggregateVectorTest.class.getResourceAsStream("/vectors/aggregate.jsonl"),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode json = Json.mapper().readTree(line);
        vectors.add(new Vector(json.get("case").asText(), json));
      }
    }
    return vectors.stream();
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void shouldAgreeWithTheReferenceOrNameTheRule(Vector vector) {
    if (vector.json().has("throws")) {
      assertThat(NOT_AGGREGATES).containsKey(vector.name());
      return;
    }
    // Given the scores of the case
    List<ScorerSpec> scorers = scorers(vector);
    List<ScoredUnit> units = units(vector, scorers);

    // When they are summed up and judged
    RunSummary summary = Summaries.of(scorers, MemoryTotals.of(scorers, 1, units));
    List<Violation> violations = new ArrayList<>();
    Gate gate = Gate.parse(criteria(vector), violations);
    GateResult judged = gate.judge(summary, null);

    // Then
    assertThat(violations).isEmpty();
    if (NOT_FINITE.contains(vector.name())) {
      assertNotFinite(vector, summary, units, judged);
    } else if (SKIPPED.contains(vector.name())) {
      assertSkipped(summary, units, judged);
    } else {
      assertSame(vector, summary, judged);
      assertItems(vector, units);
    }
  }

  private static void assertNotFinite(
      Vector vector, RunSummary summary, List<ScoredUnit> units, GateResult judged) {
    GroupSummary overall = summary.overall();
    assertThat(units)
        .extracting(ScoredUnit::status)
        .containsExactly(UnitStatus.ERROR, UnitStatus.PASSED);
    assertThat(overall.meanScore()).isEqualTo(1.0);
    assertNumber(overall.passRate(), held(vector) ? DoubleNode.valueOf(0.5) : NullNode.instance);
    assertThat(overall.meanScoreBounds().lower()).isEqualTo(0.5);
    assertThat(overall.meanScoreBounds().upper()).isEqualTo(1.0);
    ScorerSummary scorer = overall.scorers().get("numericDiff");
    assertThat(scorer.count()).isEqualTo(1);
    assertThat(scorer.errors()).isEqualTo(1);
    assertThat(scorer.passRate()).isEqualTo(overall.passRate());
    if (vector.name().equals("nan-poison")) {
      // The reference's mean is lost; ours is at least 0.5 whatever the missing score is.
      assertThat(judged.criteria().get(0).passed()).isTrue();
    }
  }

  private static void assertSkipped(RunSummary summary, List<ScoredUnit> units, GateResult judged) {
    GroupSummary overall = summary.overall();
    assertThat(units).extracting(ScoredUnit::status).containsOnly(UnitStatus.SKIPPED);
    assertThat(overall.completed()).isEqualTo(2);
    assertThat(overall.skipped()).isEqualTo(2);
    assertThat(overall.passed()).isZero();
    assertThat(overall.passRate()).isNull();
    assertThat(overall.scorers().get("sk").passRate()).isNull();
    // A value that does not exist does not pass.
    assertThat(judged.criteria().get(0).passed()).isFalse();
  }

  /** Whether a scorer of the case has a threshold: without any, a pass rate does not exist. */
  private static boolean held(Vector vector) {
    return scorers(vector).stream().anyMatch(s -> s.threshold() != null);
  }

  private static void assertSame(Vector vector, RunSummary summary, GateResult judged) {
    JsonNode theirs = vector.json().get("summary");
    GroupSummary ours = summary.overall();
    assertThat(ours.total()).isEqualTo(theirs.get("total").asLong());
    assertThat(ours.completed()).isEqualTo(theirs.get("completed").asLong());
    assertThat(ours.passed()).isEqualTo(theirs.get("success").asLong());
    assertThat(ours.failed()).isEqualTo(theirs.get("failure").asLong());
    assertThat(ours.errored()).isEqualTo(theirs.get("error").asLong());
    assertThat(ours.skipped()).isEqualTo(theirs.get("skipped").asLong());
    assertNumber(ours.meanScore(), theirs.get("mean"));
    // Their items pass when nothing fails them; ours have no pass rate unless something could.
    assertNumber(ours.passRate(), held(vector) ? theirs.get("passRate") : NullNode.instance);
    theirs
        .get("scorers")
        .properties()
        .forEach(e -> assertScorer(ours.scorers().get(e.getKey()), e.getValue()));
    JsonNode criteria = theirs.get("criteria");
    assertThat(judged.criteria()).hasSize(criteria.size());
    for (int i = 0; i < criteria.size(); i++) {
      Criterion asked = judged.criteria().get(i).criterion();
      boolean ofHeld =
          asked.scorer() == null
              ? held(vector)
              : ours.scorers().get(asked.scorer()).threshold() != null;
      if (asked.type() == CriterionType.PASS_RATE && !ofHeld) {
        assertThat(judged.criteria().get(i).observed()).isNull();
        assertThat(judged.criteria().get(i).passed()).isFalse();
        continue;
      }
      assertThat(judged.criteria().get(i).passed())
          .isEqualTo(criteria.get(i).get("passed").asBoolean());
      assertNumber(judged.criteria().get(i).observed(), criteria.get(i).get("actual"));
    }
  }

  private static void assertScorer(ScorerSummary ours, JsonNode theirs) {
    assertThat(ours.count()).isEqualTo(theirs.get("s").asLong());
    assertThat(ours.errors()).isEqualTo(theirs.get("e").asLong());
    assertThat(ours.skipped()).isEqualTo(theirs.get("sk").asLong());
    assertNumber(ours.mean(), theirs.get("mean"));
    assertNumber(ours.min(), theirs.get("min"));
    assertNumber(ours.max(), theirs.get("max"));
    assertNumber(ours.passRate(), ours.threshold() == null ? NullNode.instance : theirs.get("pr"));
    assertNumber(ours.threshold(), theirs.get("thr"));
  }

  private static void assertItems(Vector vector, List<ScoredUnit> units) {
    JsonNode items = vector.json().get("items");
    for (int i = 0; i < units.size(); i++) {
      assertThat(units.get(i).status().wire()).isEqualTo(items.get(i).get("status").asText());
    }
  }

  private static void assertNumber(Double ours, JsonNode theirs) {
    if (theirs.isNull()) {
      assertThat(ours).isNull();
    } else {
      assertThat(ours).isCloseTo(theirs.asDouble(), within(1e-9));
    }
  }

  private static List<ScorerSpec> scorers(Vector vector) {
    Map<String, ScorerSpec> scorers = new LinkedHashMap<>();
    for (JsonNode scorer : vector.json().get("config").get("scorers")) {
      String id = scorer.get("id").asText();
      ScorerSpec spec =
          new ScorerSpec(
              id,
              id,
              scorer.get("threshold").isNull() ? null : scorer.get("threshold").asDouble(),
              null);
      if (scorers.put(id, spec) != null || scorer.get("threshold").isTextual()) {
        assertThat(REFUSED_AT_LAUNCH).containsKey(vector.name());
      }
    }
    return List.copyOf(scorers.values());
  }

  private static List<ScoredUnit> units(Vector vector, List<ScorerSpec> scorers) {
    List<ScoredUnit> units = new ArrayList<>();
    for (JsonNode item : vector.json().get("items")) {
      List<Score> scores = new ArrayList<>();
      for (JsonNode score : item.get("scores")) {
        scores.add(score(score, scorers));
      }
      units.add(
          new ScoredUnit(
              units.size(), null, null, UnitOutcome.of(scores), false, null, null, scores));
    }
    return units;
  }

  private static Score score(JsonNode score, List<ScorerSpec> scorers) {
    String id = score.get("id").asText();
    Double threshold =
        scorers.stream().filter(s -> s.key().equals(id)).findFirst().orElseThrow().threshold();
    if (score.get("status").asText().equals("skipped")) {
      return TestScores.skipped(id, threshold);
    }
    return score.get("score").isNumber()
        ? TestScores.success(id, score.get("score").asDouble(), threshold)
        : TestScores.error(id, threshold);
  }

  private static JsonNode criteria(Vector vector) {
    JsonNode given = vector.json().get("config").get("passCriteria");
    ArrayNode criteria = Json.mapper().createArrayNode();
    for (JsonNode criterion :
        given.isArray() ? given : Json.mapper().createArrayNode().add(given)) {
      if (!criterion.isNull()) {
        ObjectNode ours = criteria.addObject();
        String type = criterion.get("type").asText();
        ours.put("type", type.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT));
        ours.set("min", criterion.get("min"));
        ours.set("severity", criterion.get("severity"));
        ours.set("scorer", criterion.get("scorerId"));
      }
    }
    return criteria;
  }
}
