package dev.assay.system.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.assay.system.harness.Api;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * Production's answers in a browser: looking at them, correcting, evaluating, reviewing by keys.
 */
class TrafficPageTest extends Browsing {
  private static final int RECORDS = 12;
  private static final int CORRECTED = 6;
  private static final int WRONG = 2;

  @Test
  void shouldNarrowTheListOpenARecordAndCorrectIt() {
    // Given
    String skill = logged("page-receipts");
    String last = id(skill, RECORDS);

    try (Visit visit = visit()) {
      // When
      visit.open("/traffic?skill=" + skill);
      visit.buttonWith(last).waitFor();
      visit.buttonWith("Feedback").first().click();
      visit
          .page()
          .getByRole(AriaRole.MENUITEMRADIO, new Page.GetByRoleOptions().setName("Nothing said"))
          .click();

      // Then the filter stands in the address, and what was corrected is gone from the list
      visit.page().waitForURL(Pattern.compile("feedback=none"));
      assertThat(visit.buttonWith(id(skill, 1))).hasCount(0);
      visit.buttonWith(last).click();
      visit.page().waitForURL(Pattern.compile("open=" + last));

      // When
      visit.button("Give a correction").click();
      visit.page().getByLabel("currency").fill("CHF");
      visit.page().getByLabel("You are").fill("Bo");
      visit.button("Save").click();

      // Then
      visit.sees("Saved. Runs from now on take it as the truth.");
      visit.isSound();
    }
    JsonNode given = api.ask("GET", "/v1/feedback?entity_id=" + last, null).path("data").path(0);
    assertThat(given.path("by").asText()).isEqualTo("Bo");
    assertThat(given.path("response").path("currency").asText()).isEqualTo("CHF");
    assertThat(given.path("response").path("total").asInt()).isEqualTo(RECORDS);
  }

  @Test
  void shouldEvaluateASourceAndImproveWhatWasWrong() {
    // Given
    String skill = logged("page-bills");
    scripted(skill);

    try (Visit visit = visit()) {
      // When
      visit.open("/traffic/evaluate?source_type=skill&id=" + skill);

      // Then it is counted before anything is launched
      Locator preview = region(visit, "What it would be over");
      assertThat(preview).containsText("corrected in JSON" + CORRECTED);
      // And notes are made into corrections, but for those of people without a key
      assertThat(visit.page().getByLabel("Let a model make corrections of notes")).isChecked();
      Locator links = visit.page().getByLabel("Also of notes that came by a feedback link");
      assertThat(links).not().isChecked();
      visit.sees("Whoever has the link has no key");
      links.check();
      visit.page().waitForURL(Pattern.compile("infer_links=true"));
      links.uncheck();
      visit.page().getByLabel("vendor").uncheck();
      visit.page().waitForURL(Pattern.compile("fields="));

      // When
      visit.buttonWith("Evaluate").last().click();
      visit.page().waitForURL("**/runs/*-*");

      // Then: of total and currency in six receipts, two currencies are wrong
      visit.sees("How right the answers were");
      visit.says("83.3\u00a0%", "fair");
      visit.page().getByText("Errors", new Page.GetByTextOptions().setExact(true)).click();
      visit.buttonWith("Examples of currency").click();
      visit.says("\"EUR\"", "\"USD\"");
      assertThat(visit.buttonWith("Examples of total")).hasCount(0);
      String run = visit.page().url();

      // When a model is asked for a better version
      visit.button("Optimise…").click();
      visit.says("would be asked once for a better version of " + skill + "@1");
      visit.button("Optimise").click();
      visit.link(skill + " version 2").click();

      // Then it is a proposal, until somebody adopts it
      visit.sees("v2 is a proposal of a model");
      visit.button("Adopt").click();
      visit
          .page()
          .getByRole(AriaRole.DIALOG)
          .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Adopt"))
          .click();
      assertThat(visit.page().getByText("v2 is a proposal of a model")).hasCount(0);

      // When the same inputs are asked again of it
      visit.page().navigate(run);
      visit.button("Rerun…").click();
      visit.page().getByLabel("Version of the skill").first().click();
      visit
          .page()
          .getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName("version 2"))
          .click();
      visit.says("asked of " + skill + "@2, with " + RECORDS + " answers.");
      visit.button("Rerun").click();
      visit.page().waitForURL(url -> url.matches(".*/runs/[0-9a-f-]{36}.*") && !url.equals(run));

      // Then of twelve leaves one is wrong that was, and one is mended
      visit.says("91.7\u00a0%", "On the 6 answers that are corrected in both: +8.3 points");

      // And the history has it beside what production answered
      visit.open("/traffic/evaluate?source_type=skill&id=" + skill);
      Locator history = region(visit, "How it did before");
      assertThat(history).containsText("asked again of " + skill + "@2");
      assertThat(history).containsText("91.7\u00a0%");
      visit.isSound();
    }
    JsonNode adopted = api.ask("GET", "/v1/skills/" + skill, null);
    assertThat(adopted.path("version").asInt()).isEqualTo(2);
  }

  /** Saves the skill; the model that it asks mends one of two errors by the version it proposes. */
  private static void scripted(String skill) {
    List<String> lines = new ArrayList<>();
    ObjectNode proposal =
        Api.object()
            .put("system_has", "You improve the prompt of a skill")
            .put("input_has", "You read bills.");
    ObjectNode better = proposal.putObject("answer").put("reasoning", "Currencies are guessed.");
    better
        .putObject("prompt")
        .put("system", "You read bills. Look at the currency.")
        .put("user", "{{input}}");
    lines.add(proposal.toString());
    for (int i = 1; i <= RECORDS; i++) {
      ObjectNode line =
          Api.object().put("input", "Receipt " + i).put("system_has", "Look at the currency.");
      lines.add(line.set("answer", receipt(i, i == 1 ? "EUR" : "USD")).toString());
    }
    stack.simulator().learn(lines);
    api.simulatedOverHttp(skill, stack.simulator(), Api.object());
    ObjectNode saved = Api.object().put("name", skill);
    saved.putObject("prompt").put("system", "You read bills.").put("user", "{{input}}");
    saved.putObject("model").put("provider", skill).put("model", "small");
    api.ask("POST", "/v1/skills", saved);
  }

  @Test
  void shouldHaveAModelNameWhatNotesSpeakOfAndMarkWhatItSays() {
    // Given notes of two people on the same
    String skill = logged("page-notes");
    ArrayNode notes = Api.object().putArray("notes");
    for (int i = 1; i <= 2; i++) {
      ObjectNode note = notes.addObject().put("entity_type", "request");
      note.put("entity_id", id(skill, i)).put("by", "Bo").put("notes", "currency is EUR " + i);
    }
    api.ask("POST", "/v1/feedback", notes);
    ObjectNode launch = Api.object().put("name", skill);
    ObjectNode source = launch.putObject("target").putObject("traffic");
    source.put("source_type", "skill").put("id", skill);
    launch.putArray("scorers").add("field_accuracy");
    String run = api.launch(launch);
    api.awaitEnd(run);

    try (Visit visit = visit()) {
      visit.open("/runs/" + run);
      visit.sees("What notes speak of");
      visit.says("2 notes");
      assertThat(visit.page().getByText("a model calls it")).hasCount(0);

      // When nobody is asked before it is said what that takes
      visit.button("Have a model name these…").click();
      assertThat(visit.button("Ask for names")).isDisabled();
      visit.page().getByRole(AriaRole.DIALOG).getByLabel("By").first().click();
      visit
          .page()
          .getByRole(
              AriaRole.OPTION, new Page.GetByRoleOptions().setName("simulated").setExact(true))
          .click();
      visit.page().getByRole(AriaRole.DIALOG).getByLabel("Model").fill("any");
      visit.sees("would be asked once for names of 1 theme");
      visit.button("Ask for names").click();

      // Then what it replied stands beside the words, as its own or as none
      visit
          .page()
          .getByText(Pattern.compile("a model calls it|no name:|No names came"))
          .first()
          .waitFor();
      visit.says("currency", "its run");
      visit.isSound();
    }
    JsonNode naming = api.ask("GET", "/v1/runs/" + run + "/hints", null).path("naming");
    assertThat(naming.path("provider").asText()).isEqualTo("simulated");
    assertThat(naming.path("model").asText()).isEqualTo("any");
  }

  @Test
  void shouldReviewByKeysAloneAndTakeTheLastOneBack() {
    // Given
    String skill = logged("page-slips");
    ObjectNode queue = Api.object().put("name", skill);
    queue.putObject("filter").put("skill", skill);
    queue.putObject("rule").put("kind", "unlabelled");
    queue.putArray("notes").add("wrong currency").add("wrong total");
    api.ask("POST", "/v1/queues", queue);

    try (Visit visit = visit()) {
      visit.open("/traffic/review?queue=" + skill);
      Locator shown = region(visit, skill).locator("strong a").first();
      shown.waitFor();
      String first = shown.textContent();

      // When the first is noted, and the second accepted
      visit.press("1");
      assertThat(visit.buttonWith("wrong currency")).hasAttribute("aria-pressed", "true");
      visit.press("Enter");
      assertThat(shown).not().hasText(first);
      String second = shown.textContent();
      visit.press("Enter");
      assertThat(shown).not().hasText(second);
      visit.says("2 of " + (RECORDS - CORRECTED));

      // Then
      assertThat(said(first)).containsExactly("wrong currency");
      assertThat(of(second).path("response").path("currency").asText()).isEqualTo("USD");

      // When the second is taken back and noted as well
      visit.press("u");
      assertThat(shown).hasText(second);
      visit.press("2");
      visit.press("Enter");
      assertThat(shown).not().hasText(second);

      // Then what was said is replaced
      assertThat(said(second)).containsExactly("wrong total");
      assertThat(of(second).path("response").isMissingNode()).isTrue();
      visit.isSound();
    }
  }

  /** Logs answers of a skill, the first of which somebody has corrected. */
  private static String logged(String skill) {
    ArrayNode records = Api.object().putArray("records");
    ArrayNode said = Api.object().putArray("said");
    for (int i = 1; i <= RECORDS; i++) {
      ObjectNode record = records.addObject().put("id", id(skill, i)).put("skill", skill);
      record.put("input", "Receipt " + i).put("model", "small").put("latency_ms", 100 * i);
      // The list has the newest first.
      record.put("at", "2026-11-%02dT12:00:00Z".formatted(i));
      record.set("response", receipt(i, "USD"));
      if (i <= CORRECTED) {
        ObjectNode correction = said.addObject().put("entity_type", "request");
        correction.put("entity_id", id(skill, i)).put("by", "Ada").put("identifier", "first");
        correction.set("response", receipt(i, i <= WRONG ? "EUR" : "USD"));
      }
    }
    api.ask("POST", "/v1/traffic/requests", records);
    api.ask("POST", "/v1/feedback", said);
    return skill;
  }

  private static ObjectNode receipt(int i, String currency) {
    return Api.object().put("vendor", "Vendor " + i).put("total", i).put("currency", currency);
  }

  private static String id(String skill, int i) {
    return skill + "-%02d".formatted(i);
  }

  private static Locator region(Visit visit, String name) {
    return visit.page().getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName(name));
  }

  private static JsonNode of(String id) {
    return api.ask("GET", "/v1/feedback?entity_id=" + id, null).path("data").path(0);
  }

  private static List<String> said(String id) {
    JsonNode all = api.ask("GET", "/v1/feedback?entity_id=" + id, null).path("data");
    return StreamSupport.stream(all.spliterator(), false)
        .map(one -> one.path("notes").asText())
        .toList();
  }
}
