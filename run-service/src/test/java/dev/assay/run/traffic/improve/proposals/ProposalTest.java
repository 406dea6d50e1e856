package dev.assay.run.traffic.improve.proposals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.json.Json;
import dev.assay.run.library.skills.Skill;
import dev.assay.run.runs.RunSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a model's reply comes to. */
class ProposalTest {
  private static final Skill.Model MODEL = new Skill.Model("p", "m", null);

  private static Skill skill(String system, String user) {
    return new Skill(
        null,
        "Reads.",
        new RunSpec.Prompt(system, user),
        json("{\"type\":\"object\"}"),
        MODEL,
        null);
  }

  private static JsonNode json(String text) {
    try {
      return Json.mapper().readTree(text);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  private static Skill read(String reply, Skill current) {
    return Proposal.read(TextNode.valueOf(reply), "reader", current, null);
  }

  @Test
  void shouldKeepWhatTheReplyDoesNotChange() {
    // When
    Skill next =
        read(
            "{\"reasoning\":\"r\",\"prompt\":{\"system\":\"Better.\",\"user\":\"Read {{input}}\"}}",
            skill("Read.", "Read {{input}}"));

    // Then
    assertThat(next.name()).isEqualTo("reader");
    assertThat(next.description()).isEqualTo("Reads.");
    assertThat(next.prompt()).isEqualTo(new RunSpec.Prompt("Better.", "Read {{input}}"));
    assertThat(next.outputSchema()).isEqualTo(json("{\"type\":\"object\"}"));
    assertThat(next.model()).isEqualTo(MODEL);
  }

  @Test
  void shouldTakeAnotherSchemaAndAFenceAroundTheReply() {
    // When
    Skill next =
        read(
            "```json\n{\"prompt\":{\"system\":\"B.\",\"user\":null},\"output_schema\":{\"type\":"
                + "\"array\"}}\n```",
            skill("A.", null));

    // Then
    assertThat(next.outputSchema()).isEqualTo(json("{\"type\":\"array\"}"));
    assertThat(next.prompt()).isEqualTo(new RunSpec.Prompt("B.", null));
  }

  @Test
  void shouldTakeATextForTheOnePartThatThereIs() {
    String reply = "{\"prompt\":\"Read {{input}} well\"}";

    assertThat(read(reply, skill(null, "Read {{input}}")).prompt())
        .isEqualTo(new RunSpec.Prompt(null, "Read {{input}} well"));
    assertThat(read("{\"prompt\":\"Better.\"}", skill("A.", null)).prompt())
        .isEqualTo(new RunSpec.Prompt("Better.", null));
    assertThatThrownBy(() -> read(reply, skill("A.", "{{input}}")))
        .hasMessageContaining("the skill's has system and user");
  }

  @Test
  void shouldTakeANameThatStandsInAnotherPartForTheSame() {
    Skill next =
        read(
            "{\"prompt\":{\"system\":\"For {{item.extra.domain}}.\",\"user\":null}}",
            skill(null, "Of {{extra.domain}}: {{input}}"));

    assertThat(next.prompt().user()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "I would rather not.                                        | is not JSON",
        "[1]                                                        | is no JSON object",
        "Here it is: {\"prompt\": \"{{input}}\"}                    | is not JSON",
        "{\"reasoning\": \"r\"}                                     | has no prompt",
        "{\"prompt\": {\"system\": null, \"user\": \" \"}}          | has an empty prompt",
        "{\"prompt\": {\"system\": 5, \"user\": \"{{input}}\"}}     | not {system, user}",
        "{\"prompt\": {\"system\": \"A.\", \"user\": \"Read it.\"}} | leaves out {{input}}",
        "{\"prompt\": {\"system\": \"A.\", \"user\": \"{{input}} {{extra.notes}}\"}} |"
            + " fills in {{extra.notes}}",
        "{\"prompt\": {\"system\": \"A.\", \"user\": \"{{input}}{{#extra}}{{notes}}{{/extra}}\"}} |"
            + " the skill's does not",
        "{\"prompt\": {\"user\": \"{{input\"}}                      | cannot be read",
        "{\"prompt\": {\"user\": \"{{input}}\"}, \"output_schema\": []} | that is no object"
      })
  void shouldSayWhatDoesNotFit(String reply, String why) {
    assertThatThrownBy(() -> read(reply, skill("A.", "{{input}}")))
        .hasMessageContaining("The model's proposal")
        .hasMessageContaining(why);
  }
}
