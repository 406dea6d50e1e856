package dev.assay.common.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {
  private static final String VALUES =
      """
      {"text":"a < \\"b\\" & 'c'","n":1.50,"big":12345678901234567890,"yes":true,"no":false,
       "none":null,"empty":[],"blank":"","list":[{"name":"x","n":null},{"name":"y"}],"words":["u","v"],
       "object":{"a":null,"b":1,"c":{"d":"deep"}},"a.b":"dotted","o.p":{"q":"r"}}
      """;

  private static JsonNode json(String text) {
    try {
      return Json.mapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static String fill(String template) {
    return Template.read(template).fill(json(VALUES));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{{text}} | a < \"b\" & 'c'",
        "{{{text}}} | a < \"b\" & 'c'",
        "{{& text }} | a < \"b\" & 'c'",
        "{{n}} {{big}} {{yes}} | 1.5 12345678901234567890 true",
        "{{object}} | {\"a\":null,\"b\":1,\"c\":{\"d\":\"deep\"}}",
        "{{list}} | [{\"name\":\"x\",\"n\":null},{\"name\":\"y\"}]",
        "{{object.c.d}} {{list.1.name}} | deep y",
        "{{a.b}} {{o.p.q}} | dotted r",
        "{{#words}}[{{.}}]{{/words}} | [u][v]",
        "{{#list}}{{-index}}{{name}}{{^-last}},{{/-last}}{{/list}} | 1x,2y",
        "{{#object}}{{b}}{{text}}{{/object}} | 1a < \"b\" & 'c'",
        "{{#yes}}y{{/yes}}{{#no}}n{{/no}}{{#none}}n{{/none}}{{#empty}}n{{/empty}}{{#gone}}n{{/gone}} | y",
        "{{^yes}}y{{/yes}}{{^no}}1{{/no}}{{^none}}2{{/none}}{{^empty}}3{{/empty}}{{^gone}}4{{/gone}} | 1234",
        "a{{! says {{ nothing }}b | ab",
        "{{=<% %>=}}{{text}} <%yes%> | {{text}} true",
        "{\"a\":{\"b\":1}} {{yes}} | {\"a\":{\"b\":1}} true",
        "a }} b | a }} b"
      })
  void shouldFill(String template, String expected) {
    assertThat(fill(template)).isEqualTo(expected);
  }

  @Test
  void shouldLeaveOutLinesThatHoldASectionTagOnly() {
    assertThat(fill("A\n{{#words}}\n- {{.}}\n  {{/words}}  \nB\n{{! note }}\n"))
        .isEqualTo("A\n- u\n- v\nB\n");
    assertThat(fill("A {{#words}}\n{{/words}}")).isEqualTo("A \n\n");
  }

  @Test
  void shouldLetTheInnermostBeginningOfANameDecide() {
    JsonNode values = json("{\"a\":{\"b\":{}},\"b\":{\"c\":\"outer\"}}");

    assertThatThrownBy(() -> Template.read("{{#a}}{{b.c}}{{/a}}").fill(values))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining("b.c");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{{input} Answer: | line 1, column 1",
        "Question: {{input} and {{id}} | line 1, column 11",
        "{{input | line 1, column 1",
        "x {{{input}} | line 1, column 3",
        "{{}} | line 1, column 1",
        "{{  }} | line 1, column 1",
        "{{{}}} | line 1, column 1",
        "{{&}} | line 1, column 1",
        "{{#}}x{{/}} | line 1, column 1",
        "{{^}}x{{/}} | line 1, column 1",
        "{{> part}} | line 1, column 1",
        "a {{>x}} | line 1, column 3",
        "{{=}} | line 1, column 1",
        "{{==}} | line 1, column 1",
        "{{=a=}} | line 1, column 1",
        "{{! never ends | line 1, column 1",
        "{{#open}} | line 1, column 1",
        "{{#a}}{{#b}}{{/a}}{{/b}} | line 1, column 13",
        "{{/closed}} | line 1, column 1",
        "{{ | line 1, column 1"
      })
  void shouldRefuseWhatIsMisspeltWithItsPlace(String template, String place) {
    assertThatThrownBy(() -> Template.read(template))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining(place);
  }

  @Test
  void shouldCountLines() {
    assertThatThrownBy(() -> Template.read("one\ntwo {{a}}\n  {{b} c"))
        .hasMessageContaining("line 3, column 3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"gone", "object.gone", "text.length", "list.7", "text.class", "words.size"})
  void shouldSayWhatIsNotThereAndReachNoMethod(String name) {
    assertThatThrownBy(() -> fill("{{" + name + "}}"))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining("there is no " + name);
  }

  @Test
  void shouldSayThatAValueIsNull() {
    assertThatThrownBy(() -> fill("{{none}}")).hasMessageContaining("none is null");
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4, 8, 16})
  void shouldEndNestedSectionsOverAList(int depth) {
    // Given
    ArrayNode list = Json.mapper().createArrayNode();
    for (int i = 0; i < 1_000; i++) {
      list.add(i);
    }
    ObjectNode values = Json.mapper().createObjectNode();
    values.set("input", list);
    String nested = "{{#input}}".repeat(depth) + "x" + "{{/input}}".repeat(depth);

    // When / Then
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () ->
            assertThatThrownBy(() -> Template.read(nested).fill(values))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("steps"));
  }

  @Test
  void shouldEndALongText() {
    ObjectNode values = Json.mapper().createObjectNode();
    values.put("long", "x".repeat(Template.MAX_OUTPUT / 2));

    assertThat(Template.read("{{long}}{{long}}").fill(values)).hasSize(Template.MAX_OUTPUT);
    assertThatThrownBy(() -> Template.read("{{long}}{{long}}.").fill(values))
        .hasMessageContaining("longer than");
  }

  @Test
  void shouldBoundDottedNames() {
    // Given: keys of which every beginning is there, so that every split is tried
    JsonNode leaf = Json.mapper().createObjectNode();
    for (int i = 0; i < 15; i++) {
      ObjectNode outer = Json.mapper().createObjectNode();
      for (int length = 1; length <= 15; length++) {
        outer.set("a" + ".a".repeat(length - 1), leaf);
      }
      leaf = outer;
    }
    JsonNode values = leaf;

    // When / Then
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () ->
            assertThatThrownBy(() -> Template.read("{{a" + ".a".repeat(200) + "}}").fill(values))
                .isInstanceOf(TemplateException.class));
  }

  @Test
  void shouldBoundWhatATemplateIs() {
    assertThatThrownBy(() -> Template.read("{{#a}}".repeat(17) + "{{/a}}".repeat(17)))
        .hasMessageContaining("16 sections");
    assertThatThrownBy(() -> Template.read("{{a}}".repeat(10_001)))
        .hasMessageContaining("10000 tags");
    assertThatThrownBy(() -> Template.read("{{" + "a".repeat(501) + "}}"))
        .hasMessageContaining("500 characters");
  }

  @Test
  void shouldTellWhichNamesHaveAValue() {
    // Given
    Template template =
        Template.read("{{gone}}{{text}}{{#list}}{{name}}{{nam}}{{/list}}{{#lost}}{{x}}{{/lost}}");
    List<String> found = new ArrayList<>();
    List<String> missing = new ArrayList<>();

    // When
    template.tryNames(json(VALUES), (at, name, there) -> (there ? found : missing).add(name));

    // Then
    assertThat(found).containsExactly("text", "list", "name", "name");
    assertThat(missing).containsExactly("gone", "nam", "nam", "lost");
  }
}
