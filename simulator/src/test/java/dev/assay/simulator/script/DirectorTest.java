package dev.assay.simulator.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.testing.JsonText;
import dev.assay.simulator.form.openai.ChatForm;
import dev.assay.simulator.options.SimFault;
import dev.assay.simulator.options.SimOptions;
import dev.assay.simulator.question.SimQuestion;
import dev.assay.simulator.question.SimRequest;
import io.vertx.core.buffer.Buffer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DirectorTest {
  private static SimQuestion question(int n, boolean stream, JsonNode expected) {
    return new SimQuestion(
        SimRequest.plain("m", "What is it?", 30, stream), expected, "i" + n, "i" + n + "/1");
  }

  private static SimScript play(String options, SimQuestion question) {
    return Director.script(
        SimOptions.DEFAULT.with(JsonText.json(options)), question, new ChatForm());
  }

  private static String text(SimScript script) {
    Buffer all = Buffer.buffer();
    script.pieces().forEach(all::appendBuffer);
    return all.toString();
  }

  private static String content(SimScript script) {
    return JsonText.json(text(script)).at("/choices/0/message/content").asText();
  }

  @Test
  void shouldAnswerWithWhatIsExpected() {
    assertThat(content(play("{}", question(1, false, TextNode.valueOf("Say \"hé\"\n")))))
        .isEqualTo("Say \"hé\"\n");
    assertThat(content(play("{}", question(1, false, JsonText.json("{\"a\":[1,2]}")))))
        .isEqualTo("{\"a\":[1,2]}");
  }

  @Test
  void shouldBeWrongAtTheRateAskedFor() {
    // When
    int wrong = 0;
    for (int n = 0; n < 5_000; n++) {
      String answer =
          content(
              play("{\"error_rate\":0.3,\"seed\":7}", question(n, false, TextNode.valueOf("18"))));
      wrong += answer.equals("18") ? 0 : 1;
    }

    // Then
    assertThat(wrong / 5_000.0).isCloseTo(0.3, within(0.03));
  }

  @Property(tries = 200)
  void shouldDoTheSameForTheSameSeed(
      @ForAll @LongRange(min = -5, max = 5) long seed, @ForAll int n) {
    String options =
        "{\"seed\":"
            + seed
            + ",\"error_rate\":0.5,\"latency\":{\"kind\":\"lognormal\",\"mean_ms\":100},"
            + "\"faults\":{\"429\":0.2,\"stall\":0.2}}";
    SimScript one = play(options, question(n, true, TextNode.valueOf("18")));
    SimScript two = play(options, question(n, true, TextNode.valueOf("18")));
    assertThat(text(one)).isEqualTo(text(two));
    assertThat(one.beforeHeadMs()).isEqualTo(two.beforeHeadMs());
    assertThat(one.ending()).isEqualTo(two.ending());
  }

  @ParameterizedTest
  @EnumSource(SimFault.class)
  void shouldFailAsAskedStreamedAndWhole(SimFault fault) {
    for (boolean stream : new boolean[] {false, true}) {
      // When
      SimScript script =
          play(
              "{\"faults\":{\"" + fault.wire() + "\":1}}",
              question(1, stream, TextNode.valueOf("18")));
      SimScript whole = play("{}", question(1, stream, TextNode.valueOf("18")));

      // Then
      assertThat(
              script.status() == 200
                  && text(script).equals(text(whole))
                  && script.ending() == SimScript.Ending.END)
          .isFalse();
    }
  }

  @Test
  void shouldDrawLatenciesWithTheMeanAskedFor() {
    for (String kind : new String[] {"fixed", "uniform", "lognormal"}) {
      long sum = 0;
      for (int n = 0; n < 20_000; n++) {
        sum +=
            play(
                    "{\"latency\":{\"kind\":\"" + kind + "\",\"mean_ms\":200}}",
                    question(n, false, null))
                .beforeHeadMs();
      }
      assertThat(sum / 20_000.0).as(kind).isCloseTo(200, within(6.0));
    }
  }

  @Test
  void shouldTakeAsLongStreamedAsWhole() {
    SimScript script =
        play("{\"latency\":300}", question(1, true, TextNode.valueOf("a longer answer text")));
    long total = script.beforeHeadMs() + script.betweenPiecesMs() * (script.pieces().size() - 1);
    assertThat(total).isEqualTo(300);
    assertThat(script.pieces()).hasSize(8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"error_rate\":2}",
        "{\"faults\":{\"unheard_of\":0.1}}",
        "{\"faults\":{\"429\":0.7,\"500\":0.7}}",
        "{\"latency\":-1}",
        "{\"latency\":{\"kind\":\"odd\"}}"
      })
  void shouldRefuseOptionsThatMakeNoSense(String options) {
    assertThatThrownBy(() -> SimOptions.DEFAULT.with(JsonText.json(options)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
