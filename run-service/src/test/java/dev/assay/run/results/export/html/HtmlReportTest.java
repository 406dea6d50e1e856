package dev.assay.run.results.export.html;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.run.results.export.ExportFixtures;
import dev.assay.run.results.export.markup.TestPages;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HtmlReportTest {
  private final String page = ExportFixtures.file(new HtmlReport(ExportFixtures.run()));

  @Test
  void shouldShowEverythingOfTheRun() {
    assertThat(page)
        .contains("<h1>support &lt;nightly&gt; &amp; co</h1>", "FAIL", "support-qa@3", "support@2")
        .contains("<caption>Criteria</caption>", "pass_rate ≥ 0.9", "0.250 … 0.500, 2 unmeasured")
        .contains("<td>warning</td>", "Star metric near does not hold.")
        .contains("<caption>Scorers</caption>", "<caption>Sections</caption>", "33.3 %")
        .contains("<figcaption>same</figcaption>", "Scores of same by tenths from 0 to 1: 1 0")
        .contains("p99 1.50 s", "at least 0.020000", "Look &lt;out&gt;.")
        .contains("No answer within 60 s.", "#2/1 q2", "{&quot;q&quot;:&quot;&lt;b&gt;&quot;}");
  }

  @Test
  void shouldLetNothingOfAModelBecomeMarkup() {
    assertThat(page)
        .contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;")
        .doesNotContain("<script", "\u202e", "\u0000", "\u0008");
  }

  @Test
  void shouldNeedNothingButItself() {
    TestPages.requireSelfContained(page);
    TestPages.requireWellFormed(page);
    assertThat(page).contains("<dt>Started</dt>\n<dd>20").contains(" UTC</dd>");
  }

  @Test
  void shouldNotShowAnErrorAsAFailure() {
    assertThat(page)
        .contains("<span class=\"status error\">! error</span>")
        .contains("<span class=\"status failed\">✕ failed</span>")
        .contains("<span class=\"status passed\">● passed</span>");
  }

  @Test
  void shouldSumUpSpansByTheirName() {
    // Given
    ObjectNode run = ExportFixtures.run();
    ObjectNode span =
        run.withObject("/summary/scorers/found")
            .put("scorer", "levenshtein")
            .putArray("spans")
            .addObject();
    span.put("kind", "retriever").put("name", "<docs>").put("mean", 0.75).put("count", 3);
    span.put("items", 2).put("errors", 0).put("skipped", 4);

    // When
    String text = new String(new HtmlReport(run).head(), StandardCharsets.UTF_8);

    // Then
    assertThat(text).contains("<caption>Spans</caption>", "&lt;docs&gt;", "0.750");
    assertThat(page).doesNotContain("<caption>Spans</caption>");
  }

  @Test
  void shouldShowARunOfWhichNothingIsKnownYet() {
    // Given
    ObjectNode run = ExportFixtures.run();
    run.putNull("verdict").putNull("summary").putNull("criteria").put("status", "queued");

    // When
    HtmlReport report = new HtmlReport(run);
    String text =
        new String(report.head(), StandardCharsets.UTF_8)
            + new String(report.tail(), StandardCharsets.UTF_8);

    // Then
    assertThat(text).contains("NO VERDICT YET", "queued", "No item has ended");
  }

  @Test
  void shouldHoldJudgesAgainstPeople() {
    // Given
    ObjectNode run = ExportFixtures.run();
    ObjectNode judge = run.withObject("/summary/scorers/helpful/judge");
    judge.put("judged", 40).put("pass_rate", 0.625).put("message", "No <passport>.");
    judge.withObject("/against_people").put("labels", 12).put("agreement", 0.875);

    // When
    String text = new String(new HtmlReport(run).head(), StandardCharsets.UTF_8);

    // Then
    assertThat(text)
        .contains("<caption>Judges against people</caption>", "87.5 %", "No &lt;passport&gt;.");
    assertThat(page).doesNotContain("Judges against people");
  }
}
