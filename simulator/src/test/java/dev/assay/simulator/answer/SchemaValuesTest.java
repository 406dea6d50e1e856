package dev.assay.simulator.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.testing.JsonText;
import dev.assay.simulator.seed.SimRandom;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaValuesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'object','properties':{'a':{'type':'string'},'b':{'type':'integer','minimum':1,'maximum':5}},"
            + "'required':['a','b'],'additionalProperties':false}",
        "{'type':'OBJECT','properties':{'v':{'type':'STRING','enum':['A','B'],'nullable':true}}}",
        "{'type':'array','items':{'type':'number','exclusiveMinimum':0,'maximum':1},'minItems':2}",
        "{'type':'number','minimum':0.5,'maximum':0.75,'multipleOf':0.25}",
        "{'type':'integer','maximum':-3}",
        "{'type':['string','null'],'maxLength':4}",
        "{'type':'string','minLength':300}",
        "{'type':'string','pattern':'^[A-Z]{2}-[0-9]{4}$'}",
        "{'type':'string','pattern':'^\\\\d{4}-\\\\d{2}-\\\\d{2}$','format':'date'}",
        "{'const':{'x':1}}",
        "{'anyOf':[{'type':'null'},{'$ref':'#/$defs/n'}],'$defs':{'n':{'type':'integer','multipleOf':7}}}",
        "{'$defs':{'t':{'type':'object','properties':{'next':{'anyOf':[{'$ref':'#/$defs/t'},{'type':'null'}]}},"
            + "'required':['next']}},'$ref':'#/$defs/t'}",
        "{'allOf':[{'type':'object','properties':{'a':{'type':'boolean'}},'required':['a']},"
            + "{'properties':{'b':{'const':2}},'required':['b']}]}",
        "{'properties':{'reasons':{'type':'array','items':{'type':'string'}},'score':{'type':'number'}}}"
      })
  void shouldMakeValuesThatFit(String text) {
    JsonNode schema = JsonText.json(text.replace('\'', '"'));
    for (int seed = 0; seed < 300; seed++) {
      JsonNode value = SchemaValues.of(schema, new SimRandom(seed, "k"));
      assertThat(SchemaFit.fits(schema, value)).as(schema + " / " + value).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'type':'integer'}|1.5",
        "{'type':'integer','minimum':2}|1",
        "{'type':'number','exclusiveMaximum':2}|2",
        "{'enum':[1,'a']}|'''b'''",
        "{'type':'object','required':['a']}|{}",
        "{'properties':{'a':{'type':'string'}}}|{'a':1}",
        "{'properties':{},'additionalProperties':false}|{'a':1}",
        "{'type':'array','maxItems':1}|[1,2]",
        "{'items':{'type':'null'}}|[1]",
        "{'pattern':'^a$'}|'''b'''",
        "{'anyOf':[{'type':'string'},{'type':'null'}]}|3",
        "{'allOf':[{'type':'integer'},{'minimum':5}]}|3",
        "{'$ref':'#/$defs/x','$defs':{'x':{'type':'boolean'}}}|3",
        "{'type':'STRING'}|null"
      })
  void shouldSeeWhatDoesNotFit(String schema, String value) {
    assertThat(
            SchemaFit.fits(
                JsonText.json(schema.replace('`', '"').replace('\'', '"')),
                JsonText.json(value.replace('\'', '"'))))
        .isFalse();
  }

  @Test
  void shouldPreferWhatIsExpectedAndBeWrongWithinTheSchema() {
    // Given
    JsonNode schema =
        JsonText.json(
            "{\"type\":\"object\",\"properties\":{\"s\":{\"type\":\"integer\",\"minimum\":1,"
                + "\"maximum\":3}},\"required\":[\"s\"],\"additionalProperties\":false}");
    JsonNode expected = JsonText.json("{\"s\":2}");
    Set<String> wrong = new HashSet<>();

    // When
    for (int seed = 0; seed < 50; seed++) {
      SimRandom random = new SimRandom(seed, "k");
      assertThat(SchemaAnswer.value(schema, expected, false, random)).isEqualTo(expected);
      assertThat(SchemaAnswer.value(schema, TextNode.valueOf("{\"s\":2}"), false, random))
          .isEqualTo(expected);
      wrong.add(SchemaAnswer.value(schema, expected, true, random).toString());
    }

    // Then
    assertThat(wrong).containsExactlyInAnyOrder("{\"s\":1}", "{\"s\":3}");
  }
}
