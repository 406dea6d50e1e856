package dev.assay.run.traffic.themes.naming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.json.Json;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.traffic.themes.naming.GivenNames.Given;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameRulesTest {
  private static final List<List<String>> TWO =
      List.of(List.of("currency"), List.of("date", "day"));

  private static ObjectNode reply(String... names) {
    ObjectNode reply = Json.mapper().createObjectNode();
    ArrayNode list = reply.putArray("names");
    for (int i = 0; i < names.length; i++) {
      list.addObject().put("group", i + 1).put("name", names[i]);
    }
    return reply;
  }

  private static Given first(String name) {
    return NameRules.read(reply(name, "Other"), TWO).names().get(0);
  }

  @Test
  void shouldTakeNamesByTheNumberOfTheirGroup() {
    // Given
    ObjectNode reply = Json.mapper().createObjectNode();
    ArrayNode list = reply.putArray("names");
    list.addObject().put("group", 2).put("name", "  Day and month swapped ");
    list.addObject().put("group", 1).put("name", "Währung falsch");
    list.addObject().put("group", 1).put("name", "said again");
    list.addObject().put("group", 3).put("name", "of no group");

    // When
    GivenNames names = NameRules.read(reply, TWO);

    // Then
    assertThat(names.names())
        .containsExactly(
            new Given(TWO.get(0), "Währung falsch", null),
            new Given(TWO.get(1), "Day and month swapped", null));
    assertThat(names.named()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                                            | no letter
          '12.50'                                                       | no letter
          'two~lines'                                                   | more than one line
          'rings<7>'                                                    | cannot be seen
          'turned <202e>round'                                          | cannot be seen
          'hid<200b>den'                                                | cannot be seen
          'wrapped<2028>on'                                             | cannot be seen
          'a tag<e0041>'                                                | cannot be seen
          '1234567890 1234567890 1234567890 1234567890 1234567890 is too' | longer than 60
          'see https://example.com'                                     | an address
          'go to WWW.example.com'                                       | an address
          'other'                                                       | of another theme
          """)
  void shouldLeaveOutWhatIsNoNameAndSayWhy(String name, String why) {
    // Given a name after one that is taken
    StringBuilder text = new StringBuilder();
    for (String part : name.replace('~', '\n').split("(?=<)|(?<=>)")) {
      if (part.startsWith("<")) {
        text.appendCodePoint(Integer.parseInt(part.substring(1, part.length() - 1), 16));
      } else {
        text.append(part);
      }
    }

    // When
    Given given = NameRules.read(reply("Other", text.toString()), TWO).names().get(1);

    // Then
    assertThat(given.text()).isNull();
    assertThat(given.refused()).startsWith("The model's name ").contains(why).endsWith(".");
    assertThat(given.terms()).containsExactly("date", "day");
  }

  @Test
  void shouldSayThatThereIsNone() {
    ObjectNode reply = Json.mapper().createObjectNode();
    reply.putArray("names").addObject().put("group", 1).put("name", 5);

    List<Given> names = NameRules.read(reply, TWO).names();

    assertThat(names.get(0).refused()).contains("is no text");
    assertThat(names.get(1).refused()).contains("gave no name");
    assertThat(first(null).refused()).contains("gave no name");
  }

  @Test
  void shouldTakeSixtyCharactersWhateverTheyTakeToWrite() {
    String sixty = "\ud83d\udcb6".repeat(59) + "x";

    assertThat(first(sixty).text()).isEqualTo(sixty);
    assertThat(first(sixty + "x").refused()).contains("longer");
  }

  @Test
  void shouldReadThemInAFenceAndAsAListAlone() {
    TextNode fenced =
        TextNode.valueOf("Here they are:\n```json\n" + reply("Currency", "Date") + "\n```\n");
    assertThat(NameRules.read(fenced, TWO).named()).isEqualTo(2);
    assertThat(NameRules.read(reply("Currency", "Date").get("names"), TWO).named()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"I would rather not.", "{\"names\": \"currency\"}", "{}", "\"x\""})
  void shouldRefuseWhatIsNoListOfNames(String reply) {
    assertThatThrownBy(() -> NameRules.read(TextNode.valueOf(reply), TWO))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("no list of names");
  }
}
