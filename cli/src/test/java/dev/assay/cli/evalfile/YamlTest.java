package dev.assay.cli.evalfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.common.json.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlTest {
  private static String json(String yaml) throws Yaml.BadYamlException {
    return Yaml.read(yaml).toString();
  }

  private static Stream<Arguments> scalars() {
    return Stream.of(
        // The core schema of YAML 1.2, section 10.3.2
        Arguments.of("null", "null"),
        Arguments.of("~", "null"),
        Arguments.of("", "null"),
        Arguments.of("true", "true"),
        Arguments.of("FALSE", "false"),
        Arguments.of("0", "0"),
        Arguments.of("-19", "-19"),
        Arguments.of("+12", "12"),
        Arguments.of("0o14", "12"),
        Arguments.of("0x3A", "58"),
        Arguments.of("010", "10"),
        Arguments.of("08", "8"),
        Arguments.of("0.5", "0.5"),
        Arguments.of("-2E+05", "-2E+5"),
        Arguments.of("1.50", "1.50"),
        Arguments.of("9007199254740993", "9007199254740993"),
        Arguments.of("123456789012345678901234567890", "123456789012345678901234567890"),
        Arguments.of("0.1000000000000000000001", "0.1000000000000000000001"),
        // A text, though YAML 1.1 took it for something else; more are among the reports
        Arguments.of("0b11", "\"0b11\""),
        Arguments.of("\"5\"", "\"5\""),
        Arguments.of("'010'", "\"010\""),
        Arguments.of("!!str 5", "\"5\""),
        Arguments.of("\"a\\u00e9\"", "\"aé\""));
  }

  @ParameterizedTest
  @MethodSource("scalars")
  void shouldReadScalarsByTheCoreSchema(String yaml, String expected) throws Exception {
    assertThat(json("v: " + yaml)).isEqualTo("{\"v\":" + expected + "}");
    assertThat(json("[" + (yaml.isEmpty() ? "~" : yaml) + "]")).isEqualTo("[" + expected + "]");
  }

  @Test
  void shouldKeepIdsAsTheyAreWritten() throws Exception {
    assertThat(json("[{id: 007}, {id: 1}, {id: 1.50}, {id: 'x'}, {id: true}, {id: }]"))
        .isEqualTo(
            "[{\"id\":\"007\"},{\"id\":\"1\"},{\"id\":\"1.50\"},{\"id\":\"x\"},{\"id\":\"true\"},"
                + "{\"id\":null}]");
  }

  @Test
  void shouldFollowAliases() throws Exception {
    assertThat(json("a: &p {user: hi}\nb: *p\nc: [*p, &n 5, *n]\nd: &s text\ne: *s"))
        .isEqualTo(
            "{\"a\":{\"user\":\"hi\"},\"b\":{\"user\":\"hi\"},\"c\":[{\"user\":\"hi\"},5,5],"
                + "\"d\":\"text\",\"e\":\"text\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{<<: *b, y: 9}|{\"x\":1,\"y\":9}",
        "{y: 9, <<: *b}|{\"x\":1,\"y\":9}",
        "{<<: [*b, *m]}|{\"x\":1,\"y\":2,\"z\":4}",
        "{\"<<\": text}|{\"<<\":\"text\"}"
      })
  void shouldMerge(String yaml, String expected) throws Exception {
    String base = "base: &b {x: 1, y: 2}\nmore: &m {y: 3, z: 4}\n";
    assertThat(Yaml.read(base + "v: " + yaml).get("v")).isEqualTo(Json.mapper().readTree(expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: 1\n---\nb: 2",
        "v: *nowhere",
        "v: &a [*a]",
        "v: {<<: text}",
        "v: !!binary aGk=",
        "v: !mine {a: 1}",
        "v: !!timestamp 2024-01-05",
        "? [a]\n: 1",
        "v: [",
        "\tv: 1",
        "v: @x"
      })
  void shouldRefuseWhatJsonCannotSay(String yaml) {
    assertThatThrownBy(() -> Yaml.read(yaml))
        .isInstanceOf(Yaml.BadYamlException.class)
        .hasMessageContaining("line ");
  }

  @Test
  void shouldSayWhere() {
    assertThatThrownBy(() -> Yaml.read("a: 1\nb:\n  c: .nan\n"))
        .hasMessageContaining("(line 3, column 6)");
  }

  @Test
  void shouldBoundDepthAndAliases() {
    assertThatThrownBy(() -> Yaml.read("[".repeat(100_000)))
        .isInstanceOf(Yaml.BadYamlException.class)
        .hasMessageContaining("nested deeper");
    List<String> lines = new ArrayList<>(List.of("a0: &a0 [x, x, x, x, x, x, x, x, x, x]"));
    for (int i = 1; i < 10; i++) {
      String alias = "*a" + (i - 1);
      lines.add(
          "a%d: &a%d [%s]".formatted(i, i, String.join(", ", Collections.nCopies(10, alias))));
    }
    assertThatThrownBy(() -> Yaml.read(String.join("\n", lines)))
        .isInstanceOf(Yaml.BadYamlException.class)
        .hasMessageContaining("aliases");
  }

  @Test
  void shouldReadNothingOfAFileWithoutAValue() throws Exception {
    assertThat(Yaml.read("# nothing\n").isMissingNode()).isTrue();
  }
}
