package dev.assay.run.runs.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import dev.assay.common.json.Json;
import dev.assay.common.template.Template;
import dev.assay.common.template.TemplateException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * What templates make is what they made before they had a reader of their own: the library that
 * filled them then is the judge.
 */
class MustacheTest {
  private static final String ITEM =
      """
      {"input":"a < b","id":"i1","n":7,"half":0.5,"yes":true,"no":false,"none":[],"zero":0,
       "nix":"","list":["x","y","z"],"rows":[{"k":"1","sub":["p"]},{"k":"2","sub":[]}],
       "extra":{"topic":"sums","deep":{"er":"d"}}}
      """;
  private static final List<String> NAMES =
      List.of(
          "input",
          "id",
          "n",
          "half",
          "extra.topic",
          "extra.deep.er",
          "rows.0.k",
          "gone",
          "k",
          ".",
          "item.input",
          "topic",
          "yes");
  private static final List<String> SECTIONS =
      List.of("yes", "no", "none", "zero", "nix", "list", "rows", "extra", "gone", "input", "sub");
  private static final List<String> WORDS =
      List.of("a", " ", "\n", "\n\n", "  \n", "x }} y", "{ ", "b\n", "\t", "ö", "\r\n");
  private static final int TEMPLATES = 20_000;

  private static final Mustache.Compiler LIBRARY =
      Mustache.compiler().escapeHTML(false).withFormatter(MustacheTest::text);

  private static String made(Random random, int depth) {
    StringBuilder template = new StringBuilder();
    int parts = 1 + random.nextInt(5);
    for (int i = 0; i < parts; i++) {
      template.append(pick(random, WORDS));
      switch (random.nextInt(6)) {
        case 0, 1 -> template.append("{{").append(pick(random, NAMES)).append("}}");
        case 2 -> template.append("{{{").append(pick(random, NAMES)).append("}}}");
        case 3 -> template.append("{{! note }}");
        default -> {
          if (depth > 0) {
            String name = pick(random, SECTIONS);
            template
                .append(random.nextInt(4) == 0 ? "{{^" : "{{#")
                .append(name)
                .append("}}")
                // Between two tags: how the library trims a line of several tags is its own.
                .append("w")
                .append(made(random, depth - 1))
                .append("w")
                .append("{{/")
                .append(name)
                .append("}}");
          }
        }
      }
      template.append("v");
    }
    return template.append(pick(random, WORDS)).toString();
  }

  private static String pick(Random random, List<String> from) {
    return from.get(random.nextInt(from.size()));
  }

  private static String text(Object value) {
    return value instanceof Map || value instanceof List
        ? Json.mapper().valueToTree(value).toString()
        : String.valueOf(value);
  }

  private static String byLibrary(String template, Map<String, Object> values) {
    try {
      return LIBRARY.compile(template).execute(values);
    } catch (MustacheException e) {
      return null;
    }
  }

  private static String byUs(String template, JsonNode values) {
    try {
      return Template.read(template).fill(values);
    } catch (TemplateException e) {
      return null;
    }
  }

  @Test
  void shouldMakeWhatTheLibraryMakes() throws JsonProcessingException {
    // Given
    JsonNode item = Json.mapper().readTree(ITEM);
    JsonNode values = PromptTemplate.values("i1", null, null, item);
    Map<String, Object> plain =
        Json.mapper().convertValue(values, new TypeReference<Map<String, Object>>() {});
    int filled = 0;

    // When / Then
    for (int seed = 0; seed < TEMPLATES; seed++) {
      String template = made(new Random(seed), 3);
      String expected = byLibrary(template, plain);
      assertThat(byUs(template, values)).as(template).isEqualTo(expected);
      filled += expected == null ? 0 : 1;
    }
    assertThat(filled).isGreaterThan(TEMPLATES / 10);
  }

  @Test
  void shouldTrimLinesAsTheLibraryDoes() {
    for (String template :
        List.of(
            "A\n{{#list}}\n- {{.}}\n{{/list}}\nB",
            "{{#list}}\n{{.}}\n{{/list}}\n",
            "{{#yes}}\nx\n{{/yes}}",
            "  {{#list}}  \n  {{.}}\n  {{/list}}  \nB",
            "A {{#yes}}\nx\n{{/yes}} B",
            "A\n{{! note }}\nB",
            "{{^no}}\nx\n{{/no}}\n\n{{#yes}}y{{/yes}}\n")) {
      Map<String, Object> plain = Map.of("list", List.of("x", "y"), "yes", true, "no", false);
      assertThat(byUs(template, Json.mapper().valueToTree(plain)))
          .as(template)
          .isEqualTo(byLibrary(template, plain));
    }
  }
}
