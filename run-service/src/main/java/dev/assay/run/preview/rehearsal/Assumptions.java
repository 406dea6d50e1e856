package dev.assay.run.preview.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.part.ProviderRef;
import dev.assay.run.preview.forecast.Assumed;
import dev.assay.run.preview.forecast.Latency;
import dev.assay.run.preview.forecast.Range;
import dev.assay.run.preview.forecast.Scenario;
import dev.assay.run.runs.ResolvedRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Gathers what a forecast starts from, and says of each part where it comes from: measured in
 * earlier runs, set in the provider's record, or a default that is written down in the manual.
 */
final class Assumptions {
  // Defaults, documented in docs/providers.md: change both.
  private static final double FIRST_TOKEN_MS = 500;
  private static final double MS_PER_TOKEN = 20;
  private static final double SIGMA = 0.5;
  static final double TOKENS_OUT = 150;
  private static final double MOST_TOKENS_OUT = 600;
  private static final double RETRY_SHARE = 0.01;
  private static final double WORST_RETRY_SHARE = 0.1;
  // How the worker's limiter behaves: calls at a time of one account, at first and at most.
  private static final int FIRST_CONCURRENCY = 20;
  private static final int MOST_CONCURRENCY = 100;

  private final List<String> sentences = new ArrayList<>();
  private final ResolvedRun run;
  private final ProviderRef provider;
  private final Experience experience;
  private final PromptSample prompts;
  private final int workers;

  Assumptions(
      ResolvedRun run,
      ProviderRef provider,
      Experience experience,
      PromptSample prompts,
      int workers) {
    this.run = run;
    this.provider = provider;
    this.experience = experience;
    this.prompts = prompts;
    this.workers = workers;
  }

  /** What was said of each part so far. */
  List<String> sentences() {
    return List.copyOf(sentences);
  }

  /** Everything for a run of so many units. */
  Assumed forUnits(int units) {
    Range in = tokensIn();
    Range out = tokensOut();
    Latency latency = latency(out.expected());
    double retries = retryShare();
    ProviderRef.Limits limits = provider.limits();
    Integer account = limits == null ? null : limits.maxConcurrency();
    int most = account == null ? MOST_CONCURRENCY * Math.max(1, workers) : account;
    Scenario likely =
        new Scenario(
            units,
            Math.min(run.concurrency(), most),
            FIRST_CONCURRENCY * Math.max(1, workers),
            limits == null || limits.rpm() == null ? Double.POSITIVE_INFINITY : limits.rpm(),
            limits == null || limits.tpm() == null ? Double.POSITIVE_INFINITY : limits.tpm(),
            in.expected() + out.expected(),
            latency,
            retries,
            run.spec().policy().maxAttempts());
    limits(limits);
    if (run.spec().cache().reads()) {
      say("Cache: answers that are there already come at once and cost nothing; none is forecast.");
    }
    if (run.spec().earlyStop() != null) {
      say("Early stop: the whole run is forecast; it may end sooner.");
    }
    boolean known = simulated() || experience.enough();
    return new Assumed(
        likely,
        account,
        run.concurrency(),
        simulated() ? 0.95 : known ? 0.85 : 0.5,
        simulated() ? 1.1 : known ? 1.3 : 3,
        simulated() ? retries : known ? Math.max(0.02, 2 * retries) : WORST_RETRY_SHARE,
        in,
        out,
        prices());
  }

  private boolean simulated() {
    return "simulated".equals(provider.kind());
  }

  private JsonNode option(String name) {
    return provider.options() == null
        ? com.fasterxml.jackson.databind.node.MissingNode.getInstance()
        : provider.options().path(name);
  }

  private Range tokensIn() {
    if (experience.enough() && experience.sameDataset() && experience.tokensIn() != null) {
      say(
          "Prompt tokens: %.0f an item, as measured in %d earlier runs of this dataset.",
          experience.tokensIn(), experience.runs());
      return experience.around(experience.tokensIn());
    }
    double mean = prompts.tokensIn();
    say(
        "Prompt tokens: %.0f an item, from the length of %d rendered prompts at 4 characters a"
            + " token.",
        mean, prompts.prompts().size());
    return Range.of(mean * 0.8, mean, mean * 1.3);
  }

  private Range tokensOut() {
    if (simulated() && option("tokens").has("output")) {
      double set = option("tokens").get("output").asDouble();
      say("Completion tokens: %.0f an answer, as the simulated provider is set.", set);
      return Range.of(set, set, set);
    }
    JsonNode params = run.spec().target().params();
    Double cap =
        params != null && params.path("max_tokens").isNumber()
            ? params.get("max_tokens").asDouble()
            : null;
    if (experience.enough() && experience.tokensOut() != null) {
      say(
          "Completion tokens: %.0f an answer, as measured on %d answers of this model%s.",
          experience.tokensOut(),
          experience.answers(),
          experience.sameDataset() ? "" : " to other datasets");
      return capped(experience.around(experience.tokensOut()), cap);
    }
    double expected = prompts.tokensExpected();
    if (simulated()) {
      say("Completion tokens: as long as the expected values, %.0f an answer.", expected);
      return Range.of(expected, expected, expected);
    }
    double likely = Math.max(expected, TOKENS_OUT);
    say(
        "Completion tokens: nothing is measured yet, so %.0f an answer are assumed%s.",
        cap == null ? likely : Math.min(cap, likely),
        cap == null ? "" : String.format(Locale.ROOT, ", at most %.0f by max_tokens", cap));
    double most = cap != null ? cap : Math.max(MOST_TOKENS_OUT, 4 * expected);
    return capped(Range.of(Math.max(1, expected), likely, most), cap);
  }

  private static Range capped(Range range, Double cap) {
    return cap == null
        ? range
        : Range.of(
            Math.min(cap, range.low()),
            Math.min(cap, range.expected()),
            Math.min(cap, range.high()));
  }

  private Latency latency(double tokensOut) {
    if (simulated() && provider.baseUrl() == null) {
      JsonNode set = option("latency");
      double mean = set.isNumber() ? set.asDouble() : set.path("mean_ms").asDouble(0);
      double sigma =
          "lognormal".equals(set.path("kind").asText()) ? set.path("sigma").asDouble(SIGMA) : 0;
      say("Latency: %.0f ms a call, as the simulated provider is set.", mean);
      return Latency.assumed(mean, sigma);
    }
    if (experience.enough()) {
      Latency measured = Latency.measured(experience.latenciesMs());
      say(
          "Latency: as measured on %d answers of %s in %d earlier runs, %.0f ms on average.",
          experience.answers(), run.spec().target().model(), experience.runs(), measured.mean());
      return measured;
    }
    double mean = FIRST_TOKEN_MS + MS_PER_TOKEN * tokensOut;
    say(
        "Latency: nothing is measured yet, so %.0f ms a call are assumed (%.0f ms to the first token"
            + " and %.0f ms for each of %.0f tokens), half of it at best, three times at worst.",
        mean, FIRST_TOKEN_MS, MS_PER_TOKEN, tokensOut);
    return Latency.assumed(mean, SIGMA);
  }

  private double retryShare() {
    if (simulated()) {
      double faults = 0;
      for (JsonNode rate : option("faults")) {
        faults += rate.asDouble();
      }
      return Math.min(0.95, faults);
    }
    if (experience.enough()) {
      say("Retries: %.1f %% of attempts, as measured.", 100 * experience.retryShare());
      return experience.retryShare();
    }
    say(
        "Retries: %.0f %% of attempts are assumed to fail and be made again, up to %.0f %%.",
        100 * RETRY_SHARE, 100 * WORST_RETRY_SHARE);
    return RETRY_SHARE;
  }

  private void limits(ProviderRef.Limits limits) {
    if (limits == null
        || (limits.rpm() == null && limits.tpm() == null && limits.maxConcurrency() == null)) {
      say(
          "Limits: the provider's record has none; if the account has limits, set them there, or the"
              + " run takes longer than forecast.");
    } else {
      say(
          "Limits: those of the provider's record, with nobody else using the account; calls start at"
              + " a steady pace.");
    }
  }

  private Assumed.Prices prices() {
    ProviderRef.Pricing pricing = provider.pricing();
    if (pricing == null || pricing.in() == null || pricing.out() == null) {
      say(
          "Cost: the price of %s is not known, so the cost is not either; set price_in and price_out"
              + " of the model in the provider's record.",
          run.spec().target().model());
      return null;
    }
    say(
        "Cost: %s in and %s out per million tokens, nothing read from a cache.",
        number(pricing.in()), number(pricing.out()));
    return new Assumed.Prices(pricing.in(), pricing.out());
  }

  private static String number(double value) {
    return new java.math.BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
  }

  private void say(String sentence, Object... values) {
    sentences.add(String.format(Locale.ROOT, sentence, values));
  }
}
