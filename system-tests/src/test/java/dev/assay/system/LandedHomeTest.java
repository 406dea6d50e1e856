package dev.assay.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.system.harness.Api;
import dev.assay.system.harness.Events;
import dev.assay.system.harness.Invariants;
import dev.assay.system.harness.LandedHome;
import dev.assay.system.harness.Stack;
import dev.assay.system.harness.Subscriber;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A home that the last landed build made, opened by this one: it keeps everything and goes on. */
class LandedHomeTest {

  /** Six items asked twice, rescored, labelled; its answers are in the cache. */
  private static final String ASKED_TWICE = "01a226d0-cf2a-7f12-bc78-893c7ba6ccf9";

  /** Four items that a judge has scored. */
  private static final String JUDGED = "01a226d0-e3a1-7d27-8c2b-f141f0bc97bd";

  /** Four items of which one answer was pushed before the landed build was stopped. */
  private static final String STILL_OPEN = "01a226d0-eb80-78bd-8349-fa940bc33713";

  /** Of the 13 bytes of {@code a small asset}. */
  private static final String ASSET =
      "0dc525972538d45b38feab11a332f31babc410c043945876029b35ebf3cc84a4";

  private static final Map<String, JsonNode> FOUND = new HashMap<>();

  /** Whoever made this scorer described it not, so it has what the build says of its kind. */
  private static final Pattern OWN_WORDS =
      Pattern.compile("/v1/scorers/short(/versions/data/\\d+)?/description");

  private static Stack stack;

  @BeforeAll
  static void start() {
    stack = LandedHome.open("landed-home");
    // Read before any test changes something.
    LandedHome.said().keySet().forEach(path -> FOUND.put(path, api().ask("GET", path, null)));
  }

  @AfterAll
  static void stop() {
    if (stack != null) {
      stack.close();
    }
  }

  private static Api api() {
    return stack.api();
  }

  /** Paths at which what is found lacks something said; times have moved and fields may be new. */
  private static List<String> lacking(String path, JsonNode said, JsonNode found) {
    List<String> lacking = new ArrayList<>();
    if (said.isObject()) {
      said.properties().stream()
          .filter(field -> !field.getKey().endsWith("_at"))
          .forEach(
              field ->
                  lacking.addAll(
                      lacking(
                          path + "/" + field.getKey(),
                          field.getValue(),
                          found.path(field.getKey()))));
    } else if (said.isArray() && said.size() == found.size()) {
      for (int i = 0; i < said.size(); i++) {
        lacking.addAll(lacking(path + "/" + i, said.get(i), found.get(i)));
      }
    } else if (!said.equals(found) && !OWN_WORDS.matcher(path).matches()) {
      lacking.add(path + ": said " + said + ", found " + found);
    }
    return lacking;
  }

  @Test
  void shouldSayOfEverythingWhatTheLandedBuildSaid() {
    // Given
    Map<String, JsonNode> said = LandedHome.said();
    assertThat(said).hasSizeGreaterThan(20).containsKey("/v1/runs/" + ASKED_TWICE + "/labels");

    // When / Then
    said.forEach(
        (path, answer) -> assertThat(lacking(path, answer, FOUND.get(path))).as(path).isEmpty());
  }

  @Test
  void shouldPutRunsInOrderByWhatTheLandedBuildMeasured() {
    // When
    JsonNode runs = api().ask("GET", "/v1/runs?order=-pass_rate", null);

    // Then
    List<Double> rates = new ArrayList<>();
    runs.path("data")
        .forEach(run -> rates.add(run.at("/summary/pass_rate").asDouble(Double.NEGATIVE_INFINITY)));
    assertThat(rates).hasSizeGreaterThan(3).isSortedAccordingTo(Comparator.reverseOrder());
    assertThat(rates.get(0)).isPositive();
  }

  @Test
  void shouldShowTheEventsOfARunThatTheLandedBuildEnded() throws IOException {
    try (Subscriber subscriber = new Subscriber(List.of(stack.url()), stack.key(), JUDGED, 0)) {
      Events.checkComplete(subscriber, stack.database(), JUDGED);
      assertThat(subscriber.events()).hasSize(9);
    }
    Invariants.check(stack.database(), JUDGED);
  }

  @Test
  void shouldTakeEveryKeyAndOpenEveryCredential() {
    // Given
    Api reader = new Api(stack.url(), LandedHome.READER_KEY);
    Api other = new Api(stack.url(), LandedHome.OTHER_KEY);

    // When / Then
    assertThat(reader.run(JUDGED).path("name").asText()).isEqualTo("judged");
    assertThat(reader.send("POST", "/v1/runs", Api.object()).status()).isEqualTo(403);
    assertThat(other.ask("GET", "/v1/datasets", null).path("data").findValuesAsText("name"))
        .containsExactly("elsewhere");
    JsonNode sealed = api().ask("POST", "/v1/providers/rotate", null);
    assertThat(sealed.path("already_current").asInt()).isEqualTo(1);
    assertThat(sealed.path("unreadable").asInt()).isZero();
    assertThat(api().send("GET", "/v1/assets/" + ASSET, null).text()).isEqualTo("a small asset");
  }

  @Test
  void shouldAskAgainAndScoreAgain() {
    // When the definition of the run is run again
    JsonNode rerun = api().ask("POST", "/v1/runs/" + ASKED_TWICE + "/rerun", Api.object());
    JsonNode again = api().awaitEnd(rerun.path("id").asText());

    // Then its answers come from the cache that the landed build filled
    assertThat(again.path("status").asText()).isEqualTo("successful");
    assertThat(again.path("counts").path("cached").asInt()).isEqualTo(12);
    Invariants.check(stack.database(), again.path("id").asText());

    // When the stored answers are scored by others
    ObjectNode others = Api.object();
    others.putArray("scorers").addObject().put("id", "levenshtein").put("threshold", 0.5);
    api().ask("POST", "/v1/runs/" + ASKED_TWICE + "/rescore", others);
    JsonNode rescored = api().awaitEnd(ASKED_TWICE);

    // Then
    assertThat(rescored.path("status").asText()).isEqualTo("successful");
    assertThat(rescored.path("generation").asInt()).isEqualTo(3);
    assertThat(
            stack
                .database()
                .number(
                    "select count(*) from scores where run_id = ?::uuid and key = 'levenshtein'",
                    ASKED_TWICE))
        .isEqualTo(12);
  }

  @Test
  void shouldEndARunThatTheLandedBuildBegan() {
    // When
    ObjectNode pushed = Api.object();
    for (int i = 1; i < 4; i++) {
      pushed.withArray("results").addObject().put("item_id", "item-" + i).put("output", "" + i);
    }
    api().ask("POST", "/v1/runs/" + STILL_OPEN + "/results", pushed);

    // Then
    JsonNode ended = api().awaitEnd(STILL_OPEN);
    assertThat(ended.path("status").asText()).isEqualTo("successful");
    assertThat(ended.path("counts").path("passed").asInt()).isEqualTo(1);
    assertThat(ended.path("counts").path("failed").asInt()).isEqualTo(3);
    Invariants.check(stack.database(), STILL_OPEN);
  }
}
