package dev.assay.run.results.export.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.run.results.export.ExportFixtures;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class JUnitWriterTest {
  @Test
  void shouldWriteOneSuiteWithACasePerCriterionAndUnit() throws Exception {
    // When
    Element suite = suite(ExportFixtures.run());

    // Then the sums are those of the cases
    assertThat(suite.getAttribute("name")).isEqualTo("support <nightly> & co");
    assertThat(suite.getAttribute("time")).isEqualTo("65.500");
    assertThat(suite.getAttribute("tests")).isEqualTo("7");
    assertThat(cases(suite)).hasSize(7);
    for (String kind : List.of("failure", "error", "skipped")) {
      String sum = suite.getAttribute(kind.equals("failure") ? "failures" : with(kind));
      assertThat(suite.getElementsByTagName(kind).getLength()).as(kind).isEqualTo(number(sum));
    }
    assertThat(properties(suite))
        .contains("run=019a0000-0000-7000-8000-000000000001", "evaluation=support-qa")
        .contains("dataset=support@2", "model=sim-1", "verdict=fail");
  }

  @Test
  void shouldTellAFailedCriterionFromAnInconclusiveOneAndAWarning() throws Exception {
    // When
    List<Element> cases = cases(suite(ExportFixtures.run()));

    // Then
    Element failure = child(cases.get(0), "failure");
    assertThat(cases.get(0).getAttribute("name")).isEqualTo("pass_rate ≥ 0.9");
    assertThat(failure.getAttribute("message"))
        .isEqualTo(
            "observed 0.3333, at least 0.9, interval 0.06 … 0.79, 2 unmeasured, bounds 0.25 …"
                + " 0.5.");
    assertThat(failure.getTextContent()).isEqualTo("The pass rate is 0.3333.");
    assertThat(child(cases.get(1), "system-out").getTextContent()).startsWith("Warns only: ");
    assertThat(child(cases.get(2), "error").getAttribute("type")).isEqualTo("inconclusive");
  }

  @Test
  void shouldSkipTheCriteriaOfAGateThatSaysNothing() throws Exception {
    // Given
    ObjectNode run = ExportFixtures.run().put("verdict", "none");

    // When
    Element suite = suite(run);

    // Then
    assertThat(suite.getAttribute("failures")).isEqualTo("1");
    assertThat(suite.getAttribute("skipped")).isEqualTo("4");
    assertThat(child(cases(suite).get(0), "skipped").getAttribute("message"))
        .startsWith("The verdict is none");
  }

  @Test
  void shouldSayWhyAnItemFailedEndedInErrorOrWasSkipped() throws Exception {
    // When
    List<Element> cases = cases(suite(ExportFixtures.run()));

    // Then
    Element passed = cases.get(3);
    assertThat(passed.getAttribute("name")).isEqualTo("#1 q1");
    assertThat(passed.getAttribute("classname")).isEqualTo("items.billing");
    assertThat(passed.getAttribute("time")).isEqualTo("1.250");
    assertThat(passed.getElementsByTagName("*").getLength()).isZero();
    Element failed = child(cases.get(4), "failure");
    assertThat(cases.get(4).getAttribute("name")).isEqualTo("#2/1 q2");
    assertThat(failed.getAttribute("message")).isEqualTo("same 0 < 1: It differs at <0>.");
    assertThat(failed.getTextContent())
        .contains("]]> <script>alert('1')</script>\u202e & \"more\"");
    Element error = child(cases.get(5), "error");
    assertThat(error.getAttribute("type")).isEqualTo("PROVIDER_TIMEOUT");
    assertThat(error.getAttribute("message")).isEqualTo("No answer within 60 s.");
    assertThat(child(cases.get(6), "skipped").getAttribute("message"))
        .isEqualTo("The budget is used up.");
  }

  /** The report q-unicode-junit. */
  @Test
  void shouldBeReadableWhateverAnAnswerHolds() throws Exception {
    // Given
    ObjectNode unit = ExportFixtures.units().get(1).deepCopy();
    unit.put("output", "a\u0001b\u001b[31mc\uFFFEd\uD83D\uDE00e]]>f\uD800g");
    JUnitWriter writer = new JUnitWriter(ExportFixtures.run());

    // When
    Element suite =
        parsed(text(writer.head()) + text(writer.units(List.of(unit))) + text(writer.tail()));

    // Then what XML has no place for is left out, and nothing else
    List<Element> cases = cases(suite);
    assertThat(child(cases.get(cases.size() - 1), "failure").getTextContent())
        .endsWith("output: ab[31mcd\uD83D\uDE00e]]>fg");
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Test
  void shouldMakeAFailedRunAnError() throws Exception {
    // Given a run without gate that could not go on
    ObjectNode run = ExportFixtures.run().put("status", "failed").putNull("verdict");
    run.putNull("criteria").putObject("error").put("message", "No worker.");

    // When
    Element suite = suite(run);

    // Then
    assertThat(suite.getAttribute("tests")).isEqualTo("5");
    assertThat(suite.getAttribute("errors")).isEqualTo("2");
    assertThat(child(cases(suite).get(0), "error").getAttribute("message")).isEqualTo("No worker.");
  }

  @Test
  void shouldCountTheTimeAtWorkAndNotWhatLiesBeforeARescore() throws Exception {
    ObjectNode run = ExportFixtures.run().put("finished_at", "2027-01-01T00:00:00Z");
    run.withObjectProperty("summary").put("duration_ms", 12_345);

    assertThat(suite(run).getAttribute("time")).isEqualTo("12.345");
  }

  @Test
  void shouldTellTheRunsOfOneLaunchApart() throws Exception {
    ObjectNode run = ExportFixtures.run().put("name", "n").put("group", "g");

    assertThat(suite(run).getAttribute("name")).isEqualTo("n / sim-1");
    assertThat(suite(run.put("alias", "big")).getAttribute("name")).isEqualTo("n / big");
  }

  private static Element suite(ObjectNode run) throws Exception {
    return parsed(ExportFixtures.file(new JUnitWriter(run)));
  }

  private static Element parsed(String xml) throws Exception {
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(xml)));
    assertThat(document.getDocumentElement().getTagName()).isEqualTo("testsuites");
    return (Element) document.getElementsByTagName("testsuite").item(0);
  }

  private static List<Element> cases(Element suite) {
    return elements(suite.getElementsByTagName("testcase"));
  }

  private static List<String> properties(Element suite) {
    return elements(suite.getElementsByTagName("property")).stream()
        .map(p -> p.getAttribute("name") + "=" + p.getAttribute("value"))
        .toList();
  }

  private static Element child(Element parent, String name) {
    List<Element> found = elements(parent.getElementsByTagName(name));
    assertThat(found).as(name).hasSize(1);
    return found.get(0);
  }

  private static List<Element> elements(NodeList nodes) {
    List<Element> list = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      list.add((Element) nodes.item(i));
    }
    return list;
  }

  private static String with(String kind) {
    return kind.equals("error") ? "errors" : kind;
  }

  private static int number(String text) {
    return Integer.parseInt(text);
  }
}
