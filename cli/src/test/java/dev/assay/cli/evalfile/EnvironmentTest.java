package dev.assay.cli.evalfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.cli.terminal.UsageException;
import dev.assay.common.json.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentTest {

  @Test
  void shouldExpandStringsAtEveryDepth() throws Exception {
    ObjectNode tree = tree("{\"a\":\"x ${ONE} y\",\"b\":[{\"c\":\"${TWO}\"}],\"n\":3}");

    ObjectNode expanded = Environment.expand(tree, Map.of("ONE", "1", "TWO", "2"));

    assertThat(expanded).isEqualTo(tree("{\"a\":\"x 1 y\",\"b\":[{\"c\":\"2\"}],\"n\":3}"));
  }

  @Test
  void shouldUseDefaultOnlyWhenVariableIsAbsent() throws Exception {
    ObjectNode tree = tree("{\"a\":\"${SET:-other}\",\"b\":\"${UNSET:-other}\",\"c\":\"${X:-}\"}");

    ObjectNode expanded = Environment.expand(tree, Map.of("SET", "here"));

    assertThat(expanded).isEqualTo(tree("{\"a\":\"here\",\"b\":\"other\",\"c\":\"\"}"));
  }

  @Test
  void shouldLeaveEscapedReferencesTemplatesAndNamesAlone() throws Exception {
    ObjectNode tree = tree("{\"${ONE}\":\"$${ONE} {{input}} ${not a name} $ONE\"}");

    ObjectNode expanded = Environment.expand(tree, Map.of("ONE", "1"));

    assertThat(expanded).isEqualTo(tree("{\"${ONE}\":\"${ONE} {{input}} ${not a name} $ONE\"}"));
  }

  @Test
  void shouldReadAVariableAsANumberWhereTheFieldIsOne() throws Exception {
    ObjectNode tree =
        tree(
            """
            {"concurrency": "${N}", "budget": {"max_cost": "${C:-2.5}"},
             "gate": [{"min": "${C:-1}"}], "target": {"model": "${N}", "stream": "${B}"},
             "label": "${N}", "repeats": "4", "seed": "${T}",
             "providers": {"p": {"limits": {"rpm": "${N}"},
                                 "models": {"a.b": {"price_in": "${N}"}}}}}
            """);

    ObjectNode expanded = Environment.expand(tree, Map.of("N", "16", "B", "true", "T", "x"));

    assertThat(expanded)
        .isEqualTo(
            tree(
                """
                {"concurrency": 16, "budget": {"max_cost": 2.5},
                 "gate": [{"min": 1}], "target": {"model": "16", "stream": true},
                 "label": "16", "repeats": "4", "seed": "x",
                 "providers": {"p": {"limits": {"rpm": 16},
                                     "models": {"a.b": {"price_in": 16}}}}}
                """));
  }

  @Test
  void shouldNotExpandWhatAVariableBringsIn() throws Exception {
    ObjectNode expanded =
        Environment.expand(tree("{\"a\":\"${ONE}\"}"), Map.of("ONE", "${TWO} $1 \\"));

    assertThat(expanded.get("a").asText()).isEqualTo("${TWO} $1 \\");
  }

  @Test
  void shouldNameEveryMissingVariable() throws Exception {
    ObjectNode tree = tree("{\"a\":\"${B_MISSING}\",\"b\":\"${A_MISSING}\"}");

    assertThatThrownBy(() -> Environment.expand(tree, Map.of()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("A_MISSING, B_MISSING");
  }

  private static ObjectNode tree(String json) throws Exception {
    return (ObjectNode) Json.mapper().readTree(json);
  }
}
