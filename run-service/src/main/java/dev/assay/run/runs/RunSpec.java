package dev.assay.run.runs;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.part.CallPolicy;
import dev.assay.common.part.ScorerSpec;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The resolved definition of a run, as it holds for the run's whole life.
 *
 * @param target what is evaluated
 * @param dataset which items
 * @param scorers applied to every answer; keys are unique
 * @param gate criteria as given, null for none
 * @param starMetric {@code {scorer, threshold}}, null for none
 * @param policy how long and how often to try a call
 * @param order stratified, position or random
 * @param seed of the order
 * @param budget where to cut the run, null for nowhere
 * @param failFast when errors end the run early, null for never
 * @param cache what to do with answers that were given before; null for off
 * @param earlyStop {@code "certain"} or {@code {alpha}}: end when the verdict is known; null for
 *     never
 * @param baseline the run that criteria on the difference compare with, null for none
 * @param judge whom scorers ask that name nobody, as given; null for none
 * @param judges whom scorers ask that ask a model, by scorer key; null for none
 */
public record RunSpec(
    Target target,
    Slice dataset,
    List<ScorerSpec> scorers,
    JsonNode gate,
    JsonNode starMetric,
    CallPolicy policy,
    UnitOrder order,
    long seed,
    Budget budget,
    FailFast failFast,
    CacheMode cache,
    JsonNode earlyStop,
    UUID baseline,
    Judge judge,
    Map<String, Judge> judges) {
  /** The scorer that combines others. */
  public static final String COMBINING = "weighted";

  /** With the cache off when nothing is said of it. */
  public RunSpec {
    cache = cache == null ? CacheMode.OFF : cache;
  }

  /** With other scorers, and what is decided by them; a null is none. */
  public RunSpec scoredBy(
      List<ScorerSpec> others, JsonNode otherGate, JsonNode otherStar, Map<String, Judge> asked) {
    return new RunSpec(
        target, dataset, others, otherGate, otherStar, policy, order, seed, budget, failFast, cache,
        earlyStop, baseline, judge, asked);
  }

  /** Whether a gate decides. */
  public boolean gated() {
    return gate != null && !gate.isNull();
  }

  /** The keys of the scorers that combine the scores of others. */
  public List<String> combiningKeys() {
    return scorers.stream().filter(s -> COMBINING.equals(s.id())).map(ScorerSpec::key).toList();
  }

  /** The keys of the scorers that ask a model. */
  public List<String> judgeKeys() {
    return judges == null ? List.of() : List.copyOf(new TreeSet<>(judges.keySet()));
  }

  /**
   * A model that a scorer asks.
   *
   * @param provider name of a provider record
   * @param model the provider's name of the model
   * @param params model parameters, null for none
   * @param concurrency at most so many questions of the run at a time; null for the run's own
   */
  public record Judge(
      String provider,
      String model,
      @Schema(ref = "JsonObject") JsonNode params,
      Integer concurrency) {
    /** The one creator for an object. */
    @JsonCreator
    public Judge {}

    /** The same with other parameters, null for none. */
    public Judge withParams(JsonNode others) {
      return new Judge(provider, model, others, concurrency);
    }

    /** From the short form {@code provider:model}; fails for another text. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Judge of(String text) {
      ShortTarget named = ShortTarget.read(text);
      return new Judge(named.provider(), named.model(), null, null);
    }
  }

  /**
   * What is evaluated: a model behind a provider, a skill, answers that the caller pushes, or
   * answers that production gave.
   *
   * @param provider name of a provider record, null for pushed answers
   * @param model the provider's name of the model
   * @param params model parameters, null for none
   * @param prompt how an item becomes a conversation, null for the input as it is
   * @param stream ask for the answer piece by piece; null for no
   * @param push true when the caller pushes answers
   * @param onTruncated what an answer is that the limit of its length cut off: {@code score} is
   *     scored as it came, {@code error} an error of its item; null for score
   * @param traffic whose stored answers it is; null for none
   * @param skill {@code name} or {@code name@version} of a skill, which says what this leaves out;
   *     of a run the version that it was made from; null for none
   */
  public record Target(
      String provider,
      String model,
      @Schema(ref = "JsonObject") JsonNode params,
      @Schema(ref = "PromptChoice") Prompt prompt,
      Boolean stream,
      Boolean push,
      @Schema(enumeration = {"score", "error"}) String onTruncated,
      TrafficSource traffic,
      String skill) {
    /** What {@code on_truncated} can be. */
    public static final Set<String> ON_TRUNCATED = Set.of("score", "error");

    /** A target whose truncated answers are scored. */
    public Target(
        String provider,
        String model,
        JsonNode params,
        Prompt prompt,
        Boolean stream,
        Boolean push) {
      this(provider, model, params, prompt, stream, push, null, null, null);
    }

    /** The one creator for an object. */
    @JsonCreator
    public Target {}

    /** From the short form {@code provider:model}; fails for another text. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Target of(String text) {
      ShortTarget named = ShortTarget.read(text);
      return new Target(named.provider(), named.model(), null, null, null, null);
    }

    /** Answers that the caller pushes. */
    public static final Target PUSHED = new Target(null, null, null, null, null, true);

    /** The same with other parameters, null for none. */
    public Target withParams(JsonNode others) {
      return new Target(provider, model, others, prompt, stream, push, onTruncated, traffic, skill);
    }

    /** The same, made from a version of a skill; null for none. */
    public Target ofSkill(String reference) {
      return new Target(
          provider, model, params, prompt, stream, push, onTruncated, traffic, reference);
    }

    /** Whether an answer that was cut off is an error of its item. */
    public boolean truncatedIsError() {
      return "error".equals(onTruncated);
    }

    /** Whether the caller pushes the answers. */
    public boolean pushed() {
      return Boolean.TRUE.equals(push);
    }

    /** Whether the answers are there already, as production gave them. */
    public boolean stored() {
      return traffic != null;
    }

    /** Whether a model is asked for the answers. */
    public boolean asked() {
      return !pushed() && !stored();
    }

    /** The same, with an end to the time that stored answers are taken from. */
    public Target until(OffsetDateTime time) {
      return stored()
          ? new Target(
              provider,
              model,
              params,
              prompt,
              stream,
              push,
              onTruncated,
              traffic.until(time),
              skill)
          : this;
    }

    /** The word for it in the run's row. */
    public String kind() {
      return stored() ? "traffic" : pushed() ? "push" : "provider";
    }
  }

  /**
   * Logic-less templates over {@code input} and {@code item}.
   *
   * @param system the system message, null for none
   * @param user the user's message, null for {@code {{input}}}
   */
  public record Prompt(String system, String user) {
    /** The one creator for an object. */
    @JsonCreator
    public Prompt {}

    /** From a text alone: the user's message. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Prompt of(String user) {
      return new Prompt(null, user);
    }
  }

  /**
   * Which items of a dataset version.
   *
   * @param name of the dataset
   * @param version of the dataset
   * @param limit at most so many items, null for all
   * @param sections only these, null for all
   */
  public record Slice(String name, Integer version, Integer limit, List<String> sections) {

    /** Whether this and another one ask for the same part of a dataset. */
    public boolean samePart(Slice other) {
      return Objects.equals(limit, other.limit) && chosen().equals(other.chosen());
    }

    /** What part of the dataset it is, for people. */
    public String part() {
      String of = chosen().isEmpty() ? "" : "of " + String.join(", ", chosen());
      return limit == null
          ? of.isEmpty() ? "all of it" : "all " + of
          : ("at most " + limit + " items " + of).strip();
    }

    private Set<String> chosen() {
      return sections == null ? Set.of() : new TreeSet<>(sections);
    }
  }

  /**
   * Where to cut a run; what was not asked by then is skipped. A null is no limit.
   *
   * @param maxCost in the account's currency
   * @param maxTokens input and output together
   * @param maxDurationS since the run started, or began to go on after a retry, resume or rescore
   */
  public record Budget(Double maxCost, Long maxTokens, Long maxDurationS) {}

  /**
   * Ends a run whose calls mostly fail.
   *
   * @param errorRate share of errors among settled units, above which the rest is skipped
   * @param after only after so many settled units
   */
  public record FailFast(double errorRate, int after) {}

  /**
   * A model as people write it in one word: {@code provider:model}. What stands before the first
   * colon is the provider; models may have colons of their own.
   */
  private record ShortTarget(String provider, String model) {
    /**
     * Reads it.
     *
     * @throws IllegalArgumentException with the end of a sentence when it is neither
     */
    static ShortTarget read(String text) {
      int colon = text.indexOf(':');
      if (colon <= 0 || colon == text.length() - 1) {
        throw new IllegalArgumentException(
            "as a text it is provider:model, such as openai:gpt-5-mini, and else an object such as"
                + " {provider: openai, model: gpt-5-mini}");
      }
      return new ShortTarget(text.substring(0, colon).strip(), text.substring(colon + 1).strip());
    }
  }
}
