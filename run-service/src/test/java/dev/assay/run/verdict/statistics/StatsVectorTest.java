package dev.assay.run.verdict.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.json.Json;
import dev.assay.run.verdict.statistics.paired.BradleyTerry;
import dev.assay.run.verdict.statistics.paired.PairedDifference;
import dev.assay.run.verdict.statistics.paired.SampleSize;
import dev.assay.run.verdict.statistics.paired.Wilcoxon;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of the vectors for statistics that are there, to 1e-9. */
class StatsVectorTest {
  record Vector(String stat, JsonNode input, JsonNode result) {
    @Override
    public String toString() {
      return stat + " " + input;
    }
  }

  static Stream<Vector> vectors() throws IOException {
    return everyRow().stream();
  }

  private static List<Vector> everyRow() throws IOException {
    List<Vector> vectors = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                StatsVectorTest.class.getResourceAsStream("/vectors/stats.jsonl"),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        vectors.add(Json.mapper().readValue(line, Vector.class));
      }
    }
    return vectors;
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void shouldAgreeWithTheReference(Vector vector) {
    // Given a case that a reference computed

    // When
    JsonNode ours = Json.mapper().valueToTree(compute(vector));

    // Then
    assertSame(vector.toString(), ours, vector.result());
  }

  private static Object compute(Vector vector) {
    JsonNode in = vector.input();
    return switch (vector.stat()) {
      case "wilson95" -> ends(Proportions.wilson(in.get("k").asLong(), in.get("n").asLong(), 0.95));
      case "clopper_pearson95" ->
          ends(Proportions.clopperPearson(in.get("k").asLong(), in.get("n").asLong(), 0.95));
      case "mean_t_ci95" -> mean(numbers(in.get("xs")));
      case "clustered_stderr" -> clustered(numbers(in.get("xs")), in.get("cluster"));
      case "mcnemar" -> mcnemar(McNemar.of(in.get("b").asInt(), in.get("c").asInt()));
      case "pass_at_k" ->
          Repeats.passAtK(in.get("n").asLong(), in.get("c").asLong(), in.get("k").asInt());
      case "pass_hat_k" ->
          Repeats.passHatK(in.get("n").asLong(), in.get("c").asLong(), in.get("k").asInt());
      case "percentile" -> Percentiles.of(numbers(in.get("xs")), in.get("q").asDouble());
      case "judge_agreement" -> agreement(numbers(in.get("human")), numbers(in.get("judge")));
      case "rogan_gladen" -> roganGladen(in);
      case "multitest_fdr_bh" -> adjusted(in, Adjustment.benjaminiHochberg(numbers(in.get("p"))));
      case "multitest_bonferroni" -> adjusted(in, Adjustment.bonferroni(numbers(in.get("p"))));
      case "paired" -> paired(numbers(in.get("a")), numbers(in.get("b")));
      case "n_per_arm_unpaired_80pct" ->
          SampleSize.unpaired(in.get("p1").asDouble(), in.get("p2").asDouble());
      case "bradley_terry" -> bradleyTerry(in.get("wins"));
      default -> throw new AssertionError("no such statistic: " + vector.stat());
    };
  }

  private static double[] ends(Interval interval) {
    return interval == null ? null : new double[] {interval.lower(), interval.upper()};
  }

  private static Map<String, Double> mean(double[] xs) {
    // Not only scores: the reference's mean and deviation, our interval.
    double mean = Stream.of(boxed(xs)).mapToDouble(x -> x).average().orElseThrow();
    double squares = Stream.of(boxed(xs)).mapToDouble(x -> (x - mean) * (x - mean)).sum();
    Moments moments = Moments.EMPTY;
    for (double x : xs) {
      moments = moments.plus(x);
    }
    assertThat(moments.mean()).isCloseTo(mean, within(1e-12));
    Interval interval = Means.interval(xs.length, moments.mean(), moments.std(), 0.95);
    Map<String, Double> result = new LinkedHashMap<>();
    result.put("mean", moments.mean());
    if (xs.length > 1) {
      result.put("std", Math.sqrt(squares / (xs.length - 1)));
      assertThat(moments.std()).isCloseTo(result.get("std"), within(1e-12));
      result.put("t", Quantiles.t(xs.length - 1.0, 0.975));
    }
    result.put(
        "stderr", xs.length > 1 ? (Double) (moments.std() / Math.sqrt(xs.length)) : (Double) 0.0);
    result.put("lower", interval.lower());
    result.put("upper", interval.upper());
    return result;
  }

  private static Map<String, Double> clustered(double[] xs, JsonNode names) {
    Map<String, Moments> byName = new LinkedHashMap<>();
    for (int i = 0; i < xs.length; i++) {
      byName.merge(names.get(i).asText(), Moments.EMPTY.plus(xs[i]), Moments::plus);
    }
    Clusters clusters = Clusters.empty(FixedPoint.BITS);
    for (Moments moments : byName.values()) {
      clusters = clusters.plus(moments.sum(), moments.count());
    }
    Clusters counted = Clusters.empty(0);
    for (Moments moments : byName.values()) {
      counted =
          counted.plus(
              BigInteger.valueOf(Math.round(moments.mean() * moments.count())), moments.count());
    }
    assertThat(counted.standardError(true)).isEqualTo(clusters.standardError(true));
    return Map.of(
        "no_correction", clusters.standardError(false),
        "with_G_over_G_minus_1", clusters.standardError(true));
  }

  private static Map<String, Object> mcnemar(McNemar test) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("exact_p", test.exactP());
    result.put("chi2_cc", test.chiSquared());
    result.put("chi2_cc_p", test.chiSquaredP());
    return result;
  }

  private static Map<String, Double> agreement(double[] human, double[] judge) {
    long[] cells = new long[4];
    for (int i = 0; i < human.length; i++) {
      cells[(human[i] > 0 ? 0 : 2) + (judge[i] > 0 ? 0 : 1)]++;
    }
    return Map.of(
        "accuracy",
        (double) (cells[0] + cells[3]) / human.length,
        "kappa",
        Agreement.kappa(cells[0], cells[1], cells[2], cells[3]));
  }

  private static Map<String, Double> roganGladen(JsonNode in) {
    double raw =
        Agreement.roganGladen(
            in.get("observed_pass").asDouble(),
            in.get("sensitivity").asDouble(),
            in.get("specificity").asDouble());
    return Map.of("raw", raw, "clipped", Math.min(1, Math.max(0, raw)));
  }

  private static Map<String, Object> adjusted(JsonNode in, double[] p) {
    List<Boolean> reject = new ArrayList<>();
    for (double x : p) {
      reject.add(x <= in.get("alpha").asDouble());
    }
    return Map.of("adjusted", p, "reject", reject);
  }

  private static Map<String, Object> paired(double[] a, double[] b) {
    double[] d = IntStream.range(0, a.length).mapToDouble(i -> a[i] - b[i]).toArray();
    PairedDifference difference = PairedDifference.of(d);
    Wilcoxon wilcoxon = Wilcoxon.of(d);
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("mean_diff", difference.mean());
    result.put("t", difference.t());
    result.put("t_p", difference.p());
    result.put("t_ci95", ends(difference.interval()));
    result.put("wilcoxon_W", wilcoxon.w());
    result.put("wilcoxon_exact_p", wilcoxon.exactP());
    result.put("wilcoxon_normal_cc_p", wilcoxon.normalP());
    result.put("sign_p", difference.signP());
    result.put("cohens_dz", difference.effect());
    return result;
  }

  private static Map<String, Object> bradleyTerry(JsonNode rows) {
    double[][] wins =
        StreamSupport.stream(rows.spliterator(), false)
            .map(StatsVectorTest::numbers)
            .toArray(double[][]::new);
    BradleyTerry fitted = BradleyTerry.of(wins);
    return Map.of("strength", fitted.strength(), "elo_from_mean", fitted.elo());
  }

  private static double[] numbers(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false)
        .mapToDouble(JsonNode::asDouble)
        .toArray();
  }

  private static Double[] boxed(double[] xs) {
    Double[] boxed = new Double[xs.length];
    for (int i = 0; i < xs.length; i++) {
      boxed[i] = xs[i];
    }
    return boxed;
  }

  private static void assertSame(String what, JsonNode ours, JsonNode theirs) {
    if (theirs.isNull()) {
      // Our JSON leaves nulls out.
      assertThat(ours.isNull() || ours.isMissingNode()).as(what).isTrue();
    } else if (theirs.isNumber()) {
      assertThat(ours.isNumber()).as(what).isTrue();
      assertThat(ours.asDouble()).as(what).isCloseTo(theirs.asDouble(), within(1e-9));
    } else if (theirs.isContainerNode()) {
      if (theirs.isArray()) {
        assertThat(ours.size()).as(what).isEqualTo(theirs.size());
        for (int i = 0; i < theirs.size(); i++) {
          assertSame(what, ours.get(i), theirs.get(i));
        }
      } else {
        theirs
            .properties()
            .forEach(e -> assertSame(what + "." + e.getKey(), ours.path(e.getKey()), e.getValue()));
      }
    } else {
      assertThat(ours).as(what).isEqualTo(theirs);
    }
  }
}
