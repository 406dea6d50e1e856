package dev.assay.scoring.expression;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.part.Score;
import dev.assay.common.part.ScorerSpec;
import dev.assay.scoring.Scoring;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every expression that the pages show works, on the answers of models, which are texts. */
class DocumentedExpressionsTest {
  private static final Pattern OPERATION = Pattern.compile("[(=<>]");
  private static final String ANSWER =
      "{\"lines\": [{\"price\": 1.5}], \"found\": [1, 2], \"total\": 12, \"ok\": true}";

  static List<String> documented() throws IOException {
    List<String> found = new ArrayList<>();
    Pattern inline = Pattern.compile("`([^`\\n]*\\boutput\\b[^`\\n]*)`");
    Pattern yaml = Pattern.compile("(?m)^ *expression: (.*output.*)$");
    try (Stream<Path> pages = Files.list(Path.of("..", "docs"))) {
      for (Path page : pages.filter(p -> p.toString().endsWith(".md")).sorted().toList()) {
        String text = Files.readString(page);
        Matcher code = inline.matcher(section(text));
        while (code.find()) {
          String expression = code.group(1);
          boolean whole = OPERATION.matcher(expression).find() && !expression.contains("…");
          if (whole && !expression.startsWith("{")) {
            found.add(expression);
          }
        }
        Matcher line = yaml.matcher(text);
        while (line.find()) {
          found.add(line.group(1));
        }
      }
    }
    return found;
  }

  /** What a page says of the scorer itself. */
  private static String section(String page) {
    int start = page.indexOf("\n### `expression`");
    int end = start < 0 ? -1 : page.indexOf("\n## ", start);
    return start < 0 ? "" : page.substring(start, end < 0 ? page.length() : end);
  }

  @Test
  void shouldFindTheExpressions() throws IOException {
    assertThat(documented())
        .contains(
            "output.lines.all(l, l.price >= 0.0)",
            "double(size(output.found)) / 10.0",
            "size(output) < 200 && output.contains(item.expected)");
  }

  @ParameterizedTest
  @MethodSource("documented")
  void shouldWorkAsThePageShowsIt(String expression) {
    Score score = evaluate(expression, ANSWER);
    assertThat(score.error()).as(expression).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "output.lines.all(l, l.price >= 0.0)",
        "has(output.total) && !has(output.missing)",
        "output['total'] == 12",
        "'total' in output",
        "output.ok",
        "output.total == 12 && answer.output.contains('lines')"
      })
  void shouldLookIntoTheJsonOfATextInEveryForm(String expression) {
    assertThat(evaluate(expression, ANSWER).score()).isEqualTo(1);
    Score fenced = evaluate(expression, "Here:\n```json\n" + ANSWER + "\n```");
    assertThat(fenced.score()).isEqualTo(1);
    assertThat(fenced.metadata().get("taken").textValue()).isEqualTo("fenced");
    assertThat(evaluate(expression, "prose").error().code()).isEqualTo(ErrorCode.NOT_JSON);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "output.contains('lines')",
        "size(output) > 20",
        "output.startsWith('{')",
        "output != ''"
      })
  void shouldSeeTheTextWhereATextIsAskedFor(String expression) {
    assertThat(evaluate(expression, ANSWER).score()).isEqualTo(1);
  }

  @Test
  void shouldKeepTheDigitsOfLargeWholeNumbers() {
    String ids = "{\"a\": 12345678901234567890, \"b\": 12345678901234567891}";
    assertThat(evaluate("output.a == output.b", ids).score()).isZero();
    assertThat(evaluate("output.a == output.a", ids).score()).isEqualTo(1);
  }

  private static Score evaluate(String expression, String answer) {
    JsonNode params = JsonNodeFactory.instance.objectNode().put("expression", expression);
    return Scoring.score(
        new ScorerSpec("expression", null, null, params),
        Scoring.item(TextNode.valueOf("lines")),
        Scoring.answer(TextNode.valueOf(answer)));
  }
}
