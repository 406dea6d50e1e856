package dev.assay.run.results.export.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.run.results.export.ExportFixtures;
import dev.assay.run.results.export.markup.TestPages;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonReportTest {
  private final ObjectNode fixture = ExportFixtures.comparison();
  private final String page = page(fixture);

  @Test
  void shouldBeginWithTheSentence() {
    assertThat(page)
        .contains("<title>mini against large &lt;b&gt; · Assay</title>")
        .contains("<h1>mini against large &lt;b&gt;</h1>")
        .contains(
            "<p class=\"sentence open\">mini answers 13.3 points fewer items right than large"
                + " &lt;b&gt; (95 % interval −25.4 to −1.2, p = 0.057, 14 items decide); about 97"
                + " items would be needed to see a difference of this size reliably. It may be"
                + " chance.</p>");
    assertThat(page.indexOf("answers 13.3 points")).isLessThan(page.indexOf("<table>"));
  }

  @Test
  void shouldShowSidesNextToOneAnotherAndWhereTheyDiffer() {
    assertThat(row("Model")).containsExactly("sim-large", "sim-mini");
    assertThat(row("! Errors")).containsExactly("1", "0");
    assertThat(row("Cost")).containsExactly("0.60", "0.15");
    assertThat(row("Cost per answer")).containsExactly("0.009836", "0.002500");
    assertThat(row("Dataset")).containsExactly("support@2", "support@2");
    assertThat(row("target.params.temperature")).containsExactly("0", "0.5");
    assertThat(page)
        .contains("large &lt;b&gt; (baseline)</th>", "All else in their definitions is the same.")
        .doesNotContain("target.prompt")
        .contains("<b>80.3 %</b>", "(69.0 % … 89.0 %)")
        .contains("The runs were scored by &lt;different&gt; scorers.");
  }

  @Test
  void shouldDrawDifferencesWithTheirIntervals() {
    assertThat(page)
        .contains("<title>items passed: −13.3 pt, 95 % interval −25.4 … −1.2</title>")
        .contains("<title>same: −0.133, 95 % interval −0.254 … −0.012</title>")
        .contains("<title>billing &lt;i&gt;: −35.0 pt, 95 % interval −60.0 … −10.0</title>")
        .contains("<title>hard: +100.0 pt</title>")
        .contains("p = 0.020 · 20 items", "p = 1.00 · 1 item<", "12 small sections and labels")
        .doesNotContain("billing &lt;i&gt; · same");
    // Beyond chance is filled, the others are rings
    assertThat(TestPages.count(page, "<circle class=\"bad\"")).isEqualTo(1);
    assertThat(TestPages.count(page, "<circle class=\"open\"")).isEqualTo(3);
  }

  @Test
  void shouldSayWhatItCostsAndHowLongItTakes() {
    assertThat(page)
        .contains("mini cost 0.15, which is 0.45 less than large &lt;b&gt; (−75 %).")
        .contains(
            "mini takes 610 ms less per item than large &lt;b&gt; (95 % interval −700 ms to −521"
                + " ms, p &lt; 0.001, 59 items).")
        .contains("<figcaption>Latency of mini</figcaption>", "p99 2.40 s")
        .contains("-20.0 pt".replace('-', '−'), "/total &lt;p&gt;");
  }

  @Test
  void shouldSayWhatIsNotCompared() {
    assertThat(page)
        .contains("60 items are in both.", "1 of them was not measured on both sides")
        .contains("Only large &lt;b&gt; has 130", "left &lt;over&gt;", "and 129 more")
        .doesNotContain("Only mini has");
  }

  @Test
  void shouldShowBothAnswersOfWhatChangedSides() {
    assertThat(page)
        .contains("Got worse: 11", "Right in large &lt;b&gt;, wrong in mini.")
        .contains("Got better: 1", "Right in mini, wrong in large &lt;b&gt;.")
        .contains("#7 q &lt;7&gt;", "✕ got worse", "#9/1 q9", "● got better")
        .contains("section billing &lt;i&gt;", "{&quot;total&quot;:&quot;&lt;2&gt;&quot;}")
        .contains("same 1.000 ✔ — It is the same.", "same 0.000 ✘ — It differs at &lt;0&gt;")
        .contains("These are 1 of 11, the first in the order of the dataset");
    assertThat(page.indexOf("Got worse")).isLessThan(page.indexOf("Got better"));
  }

  @Test
  void shouldLetNothingOfAModelBecomeMarkup() {
    assertThat(page)
        .contains("<pre>\n\n&lt;/pre&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;")
        .doesNotContain("<script", "<b>large", "\u202e", "\u0000", "\u0008", "\u200b");
  }

  @Test
  void shouldNeedNothingButItself() {
    TestPages.requireSelfContained(page);
    TestPages.requireWellFormed(page);
  }

  @Test
  void shouldWriteTheSameBytesAgain() {
    assertThat(page(ExportFixtures.comparison())).isEqualTo(page);
  }

  @Test
  void shouldHaveAPartForEachOfSeveralSides() {
    // Given a third side, of which nothing was measured with the baseline
    String third = "019a0000-0000-7000-8000-00000000000c";
    ObjectNode three = ExportFixtures.comparison();
    ObjectNode side = three.at("/comparison/sides/1").deepCopy();
    side.put("name", third).putNull("cost").putNull("latency");
    ((ObjectNode) side.at("/runs/0")).put("id", third).put("alias", "tiny");
    ((ArrayNode) three.at("/comparison/sides")).add(side);
    ObjectNode against = three.at("/comparison/comparisons/0").deepCopy();
    against.put("other", third).putNull("items").putNull("latency");
    for (String list : List.of("scorers", "slices", "fields")) {
      against.putArray(list);
    }
    ((ArrayNode) three.at("/comparison/comparisons")).add(against);
    ((ArrayNode) three.get("runs"))
        .add(((ObjectNode) three.at("/runs/1").deepCopy()).put("id", third));
    ArrayNode ranking = ((ObjectNode) three.get("comparison")).putArray("ranking");
    ranking.addObject().put("name", third).put("strength", 0.5).put("elo", -12.4);

    // When
    String text = page(three);

    // Then
    TestPages.requireWellFormed(text);
    assertThat(text)
        .contains("<h1>mini, tiny against large &lt;b&gt;</h1>")
        .contains("<h2>mini against large &lt;b&gt;</h2>", "<h2>tiny against large &lt;b&gt;</h2>")
        .contains("No item was measured in both large &lt;b&gt; and tiny")
        .contains("The cost of tiny is not known", "There are no times to compare")
        .contains("60 of them were not measured on both sides")
        .contains("<td>−12</td>");
  }

  @Test
  void shouldTakeAliasesOfSeveralRunsAsOneSide() {
    // Given
    ObjectNode aliases = ExportFixtures.comparison();
    ObjectNode comparison = (ObjectNode) aliases.get("comparison");
    comparison.put("by", "alias").put("baseline", "old");
    ((ObjectNode) comparison.at("/sides/0")).put("name", "old");
    ObjectNode again = comparison.at("/sides/0/runs/0").deepCopy();
    ((ArrayNode) comparison.at("/sides/0/runs"))
        .add(again.put("id", "019a0000-0000-7000-8000-00000000000c"));
    ((ArrayNode) aliases.get("runs"))
        .add(((ObjectNode) aliases.at("/runs/0").deepCopy()).put("id", again.get("id").asText()));

    // When
    String text = page(aliases);

    // Then
    assertThat(text)
        .contains("large &lt;b&gt; 019a0000", "Between aliases items are not paired")
        .contains("<b>80.3 %</b>")
        .doesNotContain("Got worse");
    TestPages.requireWellFormed(text);
  }

  /** All of it, with the flips of the fixture for each pair whose sides are single runs. */
  private static String page(JsonNode fixture) {
    List<JsonNode> runs = new ArrayList<>();
    fixture.path("runs").forEach(runs::add);
    Cast cast = Cast.of(fixture.path("comparison"), runs);
    ComparisonReport report = new ComparisonReport(cast);
    List<byte[]> pieces = new ArrayList<>(List.of(report.head()));
    boolean single = cast.single(cast.comparison().path("baseline").asText()) != null;
    for (JsonNode against : cast.pairs()) {
      pieces.add(report.pair(against, single ? null : "Between aliases items are not paired"));
      if (single) {
        add(pieces, report.items(against, true, 11), fixture.at("/flips/0"));
        add(pieces, report.items(against, false, 1), fixture.at("/flips/1"));
      }
    }
    pieces.add(report.tail());
    StringBuilder text = new StringBuilder();
    pieces.forEach(piece -> text.append(new String(piece, StandardCharsets.UTF_8)));
    return text.toString();
  }

  private static void add(List<byte[]> pieces, FlippedItems items, JsonNode flip) {
    pieces.add(items.head());
    pieces.add(items.item(flip));
    pieces.add(items.tail());
  }

  private List<String> row(String name) {
    String begin = "<th scope=\"row\">" + name + "</th>";
    int from = page.indexOf(begin);
    assertThat(from).as(name).isNotNegative();
    String cells = page.substring(from + begin.length(), page.indexOf("</tr>", from));
    return List.of(cells.strip().split("</td>")).stream()
        .map(cell -> cell.replaceAll("<td[^>]*>", "").strip())
        .toList();
  }
}
