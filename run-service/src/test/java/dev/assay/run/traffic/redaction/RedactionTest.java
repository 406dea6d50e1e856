package dev.assay.run.traffic.redaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.json.Json;
import dev.assay.run.platform.problem.Checks;
import dev.assay.run.platform.problem.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;

class RedactionTest {
  private static JsonNode redacted(String record, Rule... rules) throws Exception {
    Checks checks = new Checks();
    Redaction redaction = Redaction.of(List.of(rules), checks);
    checks.done();
    return redaction.tree((ObjectNode) Json.mapper().readTree(record));
  }

  private static Rule pattern(String text, String instead) {
    return new Rule(text, null, instead);
  }

  private static Rule path(String text) {
    return new Rule(null, text, null);
  }

  @Test
  void shouldTakePatternsOutOfEveryTextOfTheContent() throws Exception {
    JsonNode out =
        redacted(
            """
            {"id": "a@b.de", "skill": "a@b.de", "input": [{"content": "I am a@b.de, or c@d.de"}],
             "response": {"mail": "a@b.de", "n": 1}, "metadata": {"x": {"y": ["a@b.de"]}},
             "error": "no a@b.de"}
            """,
            pattern("[a-z]+@[a-z.]+", "[$1]"));

    assertThat(out.at("/input/0/content").asText()).isEqualTo("I am [$1], or [$1]");
    assertThat(out.at("/response/mail").asText()).isEqualTo("[$1]");
    assertThat(out.at("/response/n").asInt()).isEqualTo(1);
    assertThat(out.at("/metadata/x/y/0").asText()).isEqualTo("[$1]");
    assertThat(out.at("/error").asText()).isEqualTo("no [$1]");
    assertThat(out.at("/id").asText()).isEqualTo("a@b.de");
    assertThat(out.at("/skill").asText()).isEqualTo("a@b.de");
  }

  @Test
  void shouldTakeOutWhatAPathLeadsTo() throws Exception {
    JsonNode out =
        redacted(
            """
            {"input": {"user": {"name": "Ann", "age": 3}, "rows": [{"p": 1}, {"p": {"q": 2}}, 7]},
             "response": null}
            """,
            path("input.user.name"),
            path("input.rows[*].p"),
            path("input.rows[2]"),
            path("input.nothing.there"),
            path("response"));

    assertThat(out.toString())
        .isEqualTo(
            "{\"input\":{\"user\":{\"name\":\"[redacted]\",\"age\":3},\"rows\":"
                + "[{\"p\":\"[redacted]\"},{\"p\":\"[redacted]\"},\"[redacted]\"]},"
                + "\"response\":null}");
  }

  @Test
  void shouldSayWhatIsWrongWithRules() {
    assertThatThrownBy(
            () ->
                redacted(
                    "{}",
                    pattern("(", null),
                    pattern("a*", null),
                    new Rule(null, null, null),
                    path("id"),
                    path("input..x"),
                    pattern("((a{1000}){1000}){1000}", null)))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e ->
                assertThat(e.violations())
                    .extracting(v -> v.field())
                    .containsExactly(
                        "redact[0].pattern",
                        "redact[1].pattern",
                        "redact[2]",
                        "redact[3].path",
                        "redact[4].path",
                        "redact[5].pattern"));
  }
}
