package dev.assay.run.preview.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.part.ProviderRef;
import dev.assay.common.part.ScorerDescriptor;
import dev.assay.common.part.ScorerSpec;
import dev.assay.common.part.ScoringItem;
import dev.assay.run.library.providers.Providers;
import dev.assay.run.library.scorers.catalogue.Catalogue;
import dev.assay.run.platform.db.InOrder;
import dev.assay.run.preview.forecast.Assumed;
import dev.assay.run.preview.forecast.JudgeForecast;
import dev.assay.run.preview.forecast.JudgeQuestions;
import dev.assay.run.preview.forecast.Range;
import dev.assay.run.preview.forecast.SpanSample;
import dev.assay.run.runs.ResolvedRun;
import dev.assay.run.runs.RunSpec;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Forecasts what the judges of a run would be asked, and says what that stands on. */
@ApplicationScoped
class JudgeEstimates {
  // Defaults, documented in docs/providers.md: change both.
  private static final Range REPLY = Range.of(40, 150, 600);
  private static final double LEAST_SHARE = 0.7;
  private static final double MOST_SHARE = 1.5;
  // What a judge is shown to see whether it works; the first only of an item that expects
  // something.
  private static final int CANARIES = 3;

  private final Providers providers;
  private final Catalogue catalogue;
  private final JudgeHistory history;

  JudgeEstimates(Providers providers, Catalogue catalogue, JudgeHistory history) {
    this.providers = providers;
    this.catalogue = catalogue;
    this.history = history;
  }

  /** A forecast with its assumptions. */
  record Judged(JudgeForecast forecast, List<String> sentences) {}

  /**
   * The forecast; a null item when the run has no judges.
   *
   * @param units answers that are judged
   * @param answerTokens how long each of them is
   */
  Uni<Judged> of(ResolvedRun run, int units, List<ScoringItem> sample, Range answerTokens) {
    List<ScorerSpec> asking =
        run.spec().scorers().stream()
            .filter(s -> run.spec().judgeKeys().contains(s.key()))
            .toList();
    if (asking.isEmpty()) {
      return Uni.createFrom().nullItem();
    }
    List<String> sentences = new ArrayList<>();
    return catalogue
        .all()
        .flatMap(
            known ->
                InOrder.map(
                    asking,
                    scorer ->
                        one(
                            run,
                            scorer,
                            questions(scorer, known.get(scorer.id()), sample),
                            units,
                            sample,
                            answerTokens,
                            sentences)))
        .invoke(all -> sentences.addAll(shared(run.spec())))
        .map(all -> new Judged(JudgeForecast.of(all), sentences));
  }

  private Uni<JudgeForecast.One> one(
      ResolvedRun run,
      ScorerSpec scorer,
      JudgeQuestions questions,
      int units,
      List<ScoringItem> sample,
      Range answerTokens,
      List<String> sentences) {
    RunSpec.Judge judge = run.spec().judges().get(scorer.key());
    return providers
        .ref(run.workspaceId(), judge.provider(), judge.model())
        .flatMap(
            provider ->
                history
                    .of(run.workspaceId(), judge, scorer.id(), run.spec().dataset().name())
                    .map(
                        known -> {
                          Range shown = shown(scorer, sample, answerTokens);
                          Range in = tokensIn(questions, known, shown);
                          Range out = tokensOut(questions, known, judge);
                          Assumed.Prices prices = prices(provider, questions);
                          JudgeForecast.One one =
                              JudgeForecast.One.of(
                                  scorer.key(),
                                  judge.provider(),
                                  judge.model(),
                                  units + canaries(questions, sample),
                                  questions.each(),
                                  in,
                                  out,
                                  prices,
                                  known.enough() ? known.judgements() : 0);
                          sentences.add(said(one, questions, in, out));
                          if (prices == null) {
                            sentences.add(unpriced(one));
                          }
                          return one;
                        }));
  }

  private static JudgeQuestions questions(
      ScorerSpec scorer, ScorerDescriptor known, List<ScoringItem> sample) {
    JudgeQuestions questions = JudgeQuestions.of(scorer, known);
    SpanSample spans = SpanSample.of(scorer, sample);
    return spans == null ? questions : questions.aboutSpans(spans.perItem());
  }

  private static int canaries(JudgeQuestions questions, List<ScoringItem> sample) {
    if (!questions.canaries() || sample.isEmpty()) {
      return 0;
    }
    boolean good = sample.stream().anyMatch(i -> i.expected() != null && !i.expected().isNull());
    return good ? CANARIES : CANARIES - 1;
  }

  private static Range tokensIn(JudgeQuestions questions, JudgeHistory.Known known, Range shown) {
    if (known.enough()) {
      return around(known.tokensIn(), known);
    }
    if (questions.reply().equals("endpoint")) {
      return Range.of(0, 0, 0);
    }
    double words = PromptSample.tokens(questions.chars());
    return Range.of(
        words + shown.low() * LEAST_SHARE,
        words + shown.expected(),
        words + shown.high() * MOST_SHARE);
  }

  private static Range tokensOut(
      JudgeQuestions questions, JudgeHistory.Known known, RunSpec.Judge judge) {
    if (known.enough()) {
      return around(known.tokensOut(), known);
    }
    if (!questions.reply().equals("text")) {
      return Range.of(0, 0, 0);
    }
    double cap =
        judge.params() == null
            ? Double.MAX_VALUE
            : judge.params().path("max_tokens").asDouble(Double.MAX_VALUE);
    return Range.of(
        Math.min(cap, REPLY.low()), Math.min(cap, REPLY.expected()), Math.min(cap, REPLY.high()));
  }

  private static Range around(double mean, JudgeHistory.Known known) {
    return known.sameDataset()
        ? Range.of(mean * 0.85, mean, mean * 1.2)
        : Range.of(mean * 0.5, mean, mean * 2);
  }

  /** What of item and answer, or of a span, stands in a question. */
  private static Range shown(ScorerSpec scorer, List<ScoringItem> sample, Range answerTokens) {
    SpanSample spans = SpanSample.of(scorer, sample);
    if (spans != null) {
      double span = PromptSample.tokens(spans.chars());
      return Range.of(span, span, span);
    }
    double item =
        sample.stream()
            .mapToInt(
                i ->
                    Stream.of(i.input(), i.expected(), i.context())
                            .mapToInt(JudgeEstimates::length)
                            .sum()
                        + (i.criteria() == null ? 0 : i.criteria().length()))
            .mapToDouble(PromptSample::tokens)
            .average()
            .orElse(0);
    return answerTokens.plus(Range.of(item, item, item));
  }

  private static int length(JsonNode value) {
    return value == null || value.isNull()
        ? 0
        : value.isTextual() ? value.textValue().length() : value.toString().length();
  }

  /** What an endpoint takes for an answer is not said in tokens. */
  private static Assumed.Prices prices(ProviderRef provider, JudgeQuestions questions) {
    ProviderRef.Pricing pricing = provider.pricing();
    return pricing == null
            || pricing.in() == null
            || pricing.out() == null
            || questions.reply().equals("endpoint")
        ? null
        : new Assumed.Prices(pricing.in(), pricing.out());
  }

  private static String said(JudgeForecast.One one, JudgeQuestions questions, Range in, Range out) {
    return String.format(
        Locale.ROOT,
        "Judge %s: %.4g questions to %s about an answer%s, %.0f tokens in and %.0f out each, %s.",
        one.scorer(),
        questions.each().expected(),
        one.model(),
        questions.canaries() ? ", and about the canaries" : "",
        in.expected(),
        out.expected(),
        one.measuredOn() > 0
            ? "as measured on " + one.measuredOn() + " judgements of earlier runs"
            : "from the length of the texts, nothing is measured yet");
  }

  private static String unpriced(JudgeForecast.One one) {
    return "Cost of judge "
        + one.scorer()
        + ": the price of "
        + one.model()
        + " at "
        + one.provider()
        + " is not known, so the cost is not either; a budget's max_cost does not see it.";
  }

  private static List<String> shared(RunSpec spec) {
    Set<String> same = new LinkedHashSet<>();
    spec.judges().values().forEach(judge -> same.add(judge.provider()));
    List<String> sentences = new ArrayList<>();
    sentences.add(
        "Judges are asked while the target answers; what they add to the duration is not"
            + " forecast.");
    if (spec.target().asked() && same.contains(spec.target().provider())) {
      sentences.add(
          "A judge asks the same account as the target: they share its limits, and the run takes"
              + " longer than forecast when these hold it back.");
    }
    return sentences;
  }
}
