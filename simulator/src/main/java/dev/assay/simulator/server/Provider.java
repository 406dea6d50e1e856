package dev.assay.simulator.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.simulator.answer.AnswerBook;
import dev.assay.simulator.form.RequestText;
import dev.assay.simulator.form.SimForm;
import dev.assay.simulator.form.SimProblem;
import dev.assay.simulator.form.SimProblem.Kind;
import dev.assay.simulator.limit.Account;
import dev.assay.simulator.limit.Accounts;
import dev.assay.simulator.limit.LimitState;
import dev.assay.simulator.options.SimControl;
import dev.assay.simulator.options.SimOptions;
import dev.assay.simulator.question.SimQuestion;
import dev.assay.simulator.question.SimRequest;
import dev.assay.simulator.script.Director;
import dev.assay.simulator.script.SimPlan;
import dev.assay.simulator.script.SimScript;
import dev.assay.simulator.seed.SimRandom;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashMap;
import java.util.Map;

/** Decides on requests for answers: who asks, under which weather, within which limits. */
final class Provider {
  private static final int PROMPTS_REMEMBERED = 200_000;
  private static final Runnable NOTHING = () -> {};

  private final SimOptions defaults;
  private final AnswerBook book;
  private final Weather weather;
  private final Accounts accounts;
  private final Credentials credentials = new Credentials();
  private final Map<Long, Integer> asked = new HashMap<>();

  Provider(SimOptions defaults, AnswerBook book, Weather weather, Accounts accounts) {
    this.defaults = defaults;
    this.book = book;
    this.weather = weather;
    this.accounts = accounts;
  }

  /**
   * What was decided.
   *
   * @param promptHash of the last user message, 0 when it cannot be read
   * @param key fingerprint of who asks
   * @param script what happens
   * @param ended to be run at the end
   */
  record Decision(long promptHash, String key, SimScript script, Runnable ended) {}

  /** Forgets how often each prompt was asked. */
  void reset() {
    asked.clear();
  }

  Decision decide(Operation operation, HttpServerRequest request, Buffer body, long now) {
    String credential = Credentials.of(request);
    String key = credentials.fingerprint(credential);
    SimForm form = operation.form();
    if (!Credentials.accepted(defaults.apiKey(), credential)) {
      return refusal(0, key, form, SimProblem.of(Kind.UNAUTHORIZED, null), "401");
    }
    try {
      JsonNode control = SimControl.read(request.getHeader(SimControl.HEADER));
      SimRequest read = operation.reader().read(RequestText.object(body));
      long hash = new SimRandom(0, read.prompt()).hash();
      SimOptions options = weather.over(defaults.with(control), now);
      SimPlan plan = SimPlan.of(options, question(read, control, hash));
      return admit(plan, form, hash, key, now);
    } catch (IllegalArgumentException e) {
      return refusal(0, key, form, SimProblem.of(Kind.INVALID, e.getMessage()), "invalid");
    }
  }

  private Decision admit(SimPlan plan, SimForm form, long hash, String key, long now) {
    if (plan.options().limits().none()) {
      return new Decision(hash, key, Director.script(plan, form, null), NOTHING);
    }
    Account account = accounts.of(key, now);
    LimitState state = account.ask(plan.options().limits(), plan.reply().usage().total(), now);
    SimScript script = Director.script(plan, form, state);
    return new Decision(hash, key, script, state.exceeded() == null ? account::ended : NOTHING);
  }

  private static Decision refusal(
      long hash, String key, SimForm form, SimProblem problem, String outcome) {
    SimScript script = Director.refusal(outcome, form.error(problem, "sim"), 0);
    return new Decision(hash, key, script, NOTHING);
  }

  private SimQuestion question(SimRequest request, JsonNode control, long hash) {
    JsonNode expected =
        control.has("answer")
            ? control.get("answer")
            : book.find(request.system(), request.prompt());
    String answerKey = control.path("answer_key").asText(Long.toHexString(hash) + request.seed());
    String attemptKey =
        control.has("attempt_key")
            ? control.get("attempt_key").asText()
            : answerKey + "/" + count(hash);
    return new SimQuestion(request, expected, answerKey, attemptKey);
  }

  /** How often the prompt was asked before, so that asking again may fare better. */
  private int count(long hash) {
    if (asked.size() > PROMPTS_REMEMBERED) {
      asked.clear();
    }
    return asked.merge(hash, 1, Integer::sum);
  }
}
