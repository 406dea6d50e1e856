package dev.assay.system.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.assay.system.harness.Api;
import org.junit.jupiter.api.Test;

/** What a run says of spans, in a browser: of the run by name, and of an item in its tree. */
class SpansPageTest extends Browsing {
  private static final String AGENT = "page-spans";
  private static final String TRACE = "6e0c63257de34c92bf9efcd03927272e";
  private static final long AT = 1_793_527_200_000_000_000L;

  private static void span(
      ArrayNode spans, int n, int parent, String kind, String name, String... attributes) {
    ObjectNode span = spans.addObject().put("traceId", TRACE).put("spanId", id(n));
    if (parent > 0) {
      span.put("parentSpanId", id(parent));
    }
    span.put("name", name).put("startTimeUnixNano", String.valueOf(AT + n * 1_000_000L));
    span.put("endTimeUnixNano", String.valueOf(AT + (50 - n) * 1_000_000L));
    attribute(span, "openinference.span.kind", kind);
    for (int i = 0; i < attributes.length; i += 2) {
      attribute(span, attributes[i], attributes[i + 1]);
    }
  }

  private static void attribute(ObjectNode span, String key, String value) {
    span.withArray("attributes")
        .addObject()
        .put("key", key)
        .putObject("value")
        .put("stringValue", value);
  }

  private static String id(int n) {
    return "%016x".formatted(n);
  }

  /** A run over one execution, which found a document and called two tools. */
  private static String ended() {
    ObjectNode request = Api.object();
    ArrayNode spans =
        request
            .putArray("resourceSpans")
            .addObject()
            .putArray("scopeSpans")
            .addObject()
            .putArray("spans");
    span(
        spans,
        1,
        0,
        "AGENT",
        "support",
        "agent.name",
        AGENT,
        "input.value",
        "Where is it?",
        "output.value",
        "Under way.");
    span(
        spans,
        2,
        1,
        "RETRIEVER",
        "docs",
        "input.value",
        "parcels",
        "retrieval.documents.0.document.content",
        "Parcels take two days.");
    span(spans, 3, 1, "TOOL", "call", "tool.name", "find_order", "output.value", "shipped");
    span(spans, 4, 1, "TOOL", "call", "tool.name", "send_mail");
    api.ask("POST", "/v1/otlp/v1/traces", request);
    ObjectNode launch = Api.object().put("name", AGENT);
    launch.withObject("/target/traffic").put("source_type", "agent").put("id", AGENT);
    ObjectNode scorer = launch.putArray("scorers").addObject();
    scorer.put("id", "contains").put("key", "delivered").put("value", "delivered");
    scorer.putObject("spans").put("kind", "tool");
    String run = api.launch(launch);
    api.awaitEnd(run);
    return run;
  }

  @Test
  void shouldShowTheScoresOfSpansByNameAndInTheirTree() {
    // Given
    String run = ended();

    try (Visit visit = visit()) {
      // When
      visit.open("/runs/" + run);

      // Then
      Locator byName =
          visit
              .page()
              .getByRole(
                  AriaRole.REGION,
                  new Page.GetByRoleOptions().setName("Spans that delivered measured, by name"));
      assertThat(byName).containsText("find_order");
      assertThat(byName).containsText("send_mail");
      assertThat(byName).containsText("1 skipped");

      // When
      visit.open("/runs/" + run + "/items/1");

      // Then each span stands in its place, with its score or with why it has none
      Locator tree =
          visit.page().getByRole(AriaRole.LIST, new Page.GetByRoleOptions().setName("Spans"));
      assertThat(tree.getByRole(AriaRole.LISTITEM)).hasCount(4);
      assertThat(tree.getByRole(AriaRole.LISTITEM).nth(2)).containsText("delivered 0");
      assertThat(tree.getByRole(AriaRole.LISTITEM).nth(3)).containsText("skipped");
      visit.button("find_order").click();
      visit.says("shipped");
      visit.button("send_mail").click();
      visit.sees("The span has no output: it was not recorded.");
      visit.button("docs").click();
      visit.sees("Its content was not kept: no scorer of the run looks at spans of this kind.");
      visit.isSound();
    }
  }
}
