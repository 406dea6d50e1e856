package dev.assay.run.control.launch;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.part.CallPolicy;
import dev.assay.run.platform.problem.Checks;
import dev.assay.run.runs.CacheMode;
import dev.assay.run.runs.LaunchRequest;
import dev.assay.run.runs.RunSpec;
import dev.assay.run.runs.RunSpecs;
import dev.assay.run.runs.prompt.PromptFailedException;
import java.util.List;

/** The rules for the plain parts of a definition: numbers, texts, and what belongs together. */
public final class SpecRules {
  private static final long HOUR = 3_600_000;
  private static final int MAX_TEXT = 200;
  private static final int MAX_TAGS = 50;

  private SpecRules() {}

  public static void target(Checks checks, RunSpec.Target target) {
    if (target == null) {
      checks.violate(
          "target",
          "is missing: give {provider, model}, a {skill}, or {push: true} to push answers"
              + " yourself.");
      return;
    }
    if (target.stored()) {
      traffic(checks, target);
      return;
    }
    if (target.pushed()) {
      if (target.provider() != null || target.model() != null && target.prompt() != null) {
        checks.violate("target", "has push and a provider: it is one or the other.");
      }
      if (target.skill() != null) {
        checks.violate("target", "has push and a skill: it is one or the other.");
      }
      return;
    }
    if (target.provider() == null || target.provider().isBlank()) {
      checks.violate(
          "target.provider",
          "is missing: name a provider, see GET /v1/providers." + ofSkill(target));
    }
    if (target.model() == null || target.model().isBlank()) {
      checks.violate(
          "target.model", "is missing: name a model as the provider names it." + ofSkill(target));
    }
    if (target.onTruncated() != null
        && !RunSpec.Target.ON_TRUNCATED.contains(target.onTruncated())) {
      checks.violate("target.on_truncated", "must be score or error.");
    }
    if (target.params() != null && !target.params().isNull() && !target.params().isObject()) {
      checks.violate("target.params", "must be an object of model parameters.");
    }
    try {
      RunSpecs.template(target.prompt()).requireNames();
    } catch (PromptFailedException e) {
      checks.violate(ErrorCode.BAD_TEMPLATE, "target.prompt", e.getMessage());
    }
  }

  private static void traffic(Checks checks, RunSpec.Target target) {
    if (target.provider() != null
        || target.skill() != null
        || target.prompt() != null
        || target.pushed()) {
      checks.violate("target", "has traffic and something to ask or to push: it is one of them.");
    }
    target.traffic().check(checks, "target.traffic");
  }

  private static String ofSkill(RunSpec.Target target) {
    return target.skill() == null ? "" : " The skill " + target.skill() + " names none.";
  }

  public static CallPolicy policy(Checks checks, LaunchRequest.PolicyRequest p) {
    return policy(checks, p, CallPolicy.DEFAULT);
  }

  /**
   * The policy of a run.
   *
   * @param p as the launch gives it, null for not at all
   * @param d what holds where it says nothing
   */
  static CallPolicy policy(Checks checks, LaunchRequest.PolicyRequest p, CallPolicy d) {
    if (p == null) {
      return d;
    }
    long attemptMs =
        checks.within(
            "policy.attempt_timeout_ms", p.attemptTimeoutMs(), 1, HOUR, d.attemptTimeoutMs());
    // A limit that is not below the attempt's is none of its own: it goes with the attempt's.
    boolean own = d.firstByteTimeoutMs() < d.attemptTimeoutMs();
    return new CallPolicy(
        checks.within("policy.max_attempts", p.maxAttempts(), 1, 100, d.maxAttempts()),
        attemptMs,
        checks.within(
            "policy.connect_timeout_ms", p.connectTimeoutMs(), 1, 60_000, d.connectTimeoutMs()),
        checks.within(
            "policy.first_byte_timeout_ms",
            p.firstByteTimeoutMs(),
            1,
            HOUR,
            CallPolicy.firstByteTimeoutMs(own ? d.firstByteTimeoutMs() : null, attemptMs)),
        checks.within("policy.idle_timeout_ms", p.idleTimeoutMs(), 1, HOUR, d.idleTimeoutMs()),
        checks.within("policy.deadline_ms", p.deadlineMs(), 1, 24 * HOUR, d.deadlineMs()));
  }

  public static void budget(Checks checks, RunSpec.Budget budget) {
    if (budget == null) {
      return;
    }
    if (budget.maxCost() != null && !(budget.maxCost() > 0)) {
      checks.violate("budget.max_cost", "must be more than 0.");
    }
    if (budget.maxTokens() != null && budget.maxTokens() < 1) {
      checks.violate("budget.max_tokens", "must be at least 1.");
    }
    if (budget.maxDurationS() != null && budget.maxDurationS() < 1) {
      checks.violate("budget.max_duration_s", "must be at least 1.");
    }
  }

  public static void failFast(Checks checks, RunSpec.FailFast failFast) {
    if (failFast == null) {
      return;
    }
    if (!(failFast.errorRate() >= 0 && failFast.errorRate() < 1)) {
      checks.violate("fail_fast.error_rate", "must be from 0 to less than 1.");
    }
    if (failFast.after() < 1) {
      checks.violate("fail_fast.after", "must be at least 1.");
    }
  }

  /**
   * The request, unless it asks for a rehearsal where something is to be done for real.
   *
   * @throws dev.assay.run.platform.problem.ProblemException when it does
   */
  public static LaunchRequest forReal(LaunchRequest request) {
    Checks checks = new Checks();
    if (request.rehearse() != null) {
      checks.violate("rehearse", "is for POST /v1/runs/preview only; leave it out here.");
    }
    checks.done();
    return request;
  }

  public static CacheMode cache(Checks checks, String given) {
    if (given == null) {
      return CacheMode.OFF;
    }
    CacheMode mode = CacheMode.of(given);
    if (mode == null) {
      checks.violate("cache", "must be one of " + CacheMode.known() + ".");
    }
    return mode;
  }

  public static void texts(Checks checks, LaunchRequest request) {
    text(checks, "name", request.name());
    text(checks, "alias", request.alias());
    text(checks, "label", request.label());
    text(checks, "trigger", request.trigger());
    tags(checks, request.tags());
  }

  /** Tags of a run; null for none. */
  public static void tags(Checks checks, List<String> tags) {
    if (tags != null && tags.size() > MAX_TAGS) {
      checks.violate("tags", "must be at most " + MAX_TAGS + ".");
    }
    if (tags != null) {
      tags.forEach(tag -> text(checks, "tags", tag == null ? "" : tag));
    }
  }

  public static void text(Checks checks, String field, String text) {
    if (text != null && (text.isBlank() || text.length() > MAX_TEXT)) {
      checks.violate(field, "must have 1 to " + MAX_TEXT + " characters.");
    }
  }
}
