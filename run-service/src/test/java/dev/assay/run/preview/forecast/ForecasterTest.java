package dev.assay.run.preview.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Checked against what can be worked out by hand. */
class ForecasterTest {
  private static final double NONE = Double.POSITIVE_INFINITY;

  private static Scenario fixed(int units, int concurrency, double ms) {
    return new Scenario(
        units, concurrency, concurrency, NONE, NONE, 0, Latency.assumed(ms, 0), 0, 5);
  }

  private static Scenario limited(int units, int concurrency, double rpm, double tpm) {
    return new Scenario(
        units, concurrency, concurrency, rpm, tpm, 1_000, Latency.assumed(500, 0), 0, 5);
  }

  private static Forecast forecast(Scenario likely, Assumed.Prices prices) {
    Range tokens = Range.of(400, 500, 600);
    return Forecaster.of(
        new Assumed(likely, null, likely.concurrency(), 0.5, 2, 0.1, tokens, tokens, prices), 1);
  }

  @Test
  void shouldTakeRoundsOfConcurrencyWhenNothingElseLimits() {
    // 100 calls, 10 at a time, 200 ms each: ten rounds
    assertThat(Simulation.seconds(fixed(100, 10, 200), 1)).isCloseTo(2.0, within(1e-6));
    assertThat(Simulation.seconds(fixed(0, 10, 200), 1)).isZero();
    assertThat(Simulation.seconds(fixed(1, 10, 200), 1)).isCloseTo(0.2, within(1e-6));
  }

  @Test
  void shouldKeepToTheRequestsAMinute() {
    // 61 starts at 60 a minute are one a second; the last one takes half a second
    assertThat(Simulation.seconds(limited(61, 64, 60, NONE), 1)).isCloseTo(60.5, within(1e-6));
  }

  @Test
  void shouldKeepToTheTokensAMinute() {
    // 1,000 tokens a call at 30,000 a minute are 30 calls a minute
    assertThat(Simulation.seconds(limited(31, 64, 600, 30_000), 1)).isCloseTo(60.5, within(1e-6));
  }

  @Test
  void shouldWorkOutLongRunsFromTheirPace() {
    // Given more units than are played
    double seconds = Simulation.seconds(fixed(100_000, 50, 100), 1);

    // Then 50 at a time and ten rounds a second are 200 s
    assertThat(seconds).isCloseTo(200, within(1.0));
  }

  @Test
  void shouldStartSlowlyAndDouble() {
    // Given an account whose concurrency starts at 2 and doubles with each clean round up to 8
    Scenario slow = new Scenario(14, 8, 2, NONE, NONE, 0, Latency.assumed(1_000, 0), 0, 5);

    // Then 2 + 4 + 8 calls take three rounds, where eight at a time would take two
    assertThat(Simulation.seconds(slow, 1)).isCloseTo(3, within(1e-6));
    assertThat(Simulation.seconds(slow.withConcurrency(14), 1)).isCloseTo(3, within(1e-6));
  }

  @Test
  void shouldTakeLongerAndCallMoreOftenWithRetries() {
    Scenario clean = fixed(500, 10, 100);
    Scenario failing = clean.with(clean.latency(), 0.3);

    assertThat(Simulation.seconds(failing, 1)).isGreaterThan(Simulation.seconds(clean, 1));
    assertThat(failing.attemptsPerUnit()).isCloseTo(1 + 0.3 + 0.09 + 0.027 + 0.0081, within(1e-9));
  }

  @Test
  void shouldGiveARangeAndNameTheBottleneck() {
    // Given a run that 120 requests a minute slow down
    Forecast forecast = forecast(limited(241, 16, 120, NONE), new Assumed.Prices(2, 10));

    // Then two minutes are expected, the range is around it, and the limit is named
    assertThat(forecast.durationS().expected()).isCloseTo(120.5, within(0.5));
    assertThat(forecast.durationS().low()).isLessThanOrEqualTo(forecast.durationS().expected());
    assertThat(forecast.durationS().high()).isGreaterThan(forecast.durationS().expected());
    assertThat(forecast.bottleneck()).isEqualTo("rpm");
    assertThat(forecast.limits())
        .extracting(LimitEffect::limit, LimitEffect::binding)
        .contains(
            org.assertj.core.groups.Tuple.tuple("rpm", true),
            org.assertj.core.groups.Tuple.tuple("concurrency", false));
    // 241 * (500 * 2 + 500 * 10) / 1e6
    assertThat(forecast.cost().expected()).isCloseTo(1.446, within(1e-3));
    assertThat(forecast.calls().low()).isEqualTo(241);
  }

  @Test
  void shouldSayThatConcurrencyHoldsTheRunBack() {
    Forecast forecast = forecast(fixed(400, 4, 500), null);

    assertThat(forecast.bottleneck()).isEqualTo("concurrency");
    assertThat(forecast.limits().get(0).addsSeconds()).isCloseTo(25, within(0.5));
    assertThat(forecast.cost()).isNull();
  }

  @Test
  void shouldGiveTheSameForecastForTheSameSeed() {
    Scenario likely = new Scenario(200, 8, 8, 300, NONE, 0, Latency.assumed(900, 0.5), 0.05, 5);

    assertThat(forecast(likely, null)).isEqualTo(forecast(likely, null));
  }
}
