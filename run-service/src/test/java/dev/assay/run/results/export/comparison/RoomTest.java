package dev.assay.run.results.export.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.run.results.export.ExportFixtures;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** However much changed sides, a page stays one that can be sent. */
class RoomTest {
  @Test
  void shouldShareItemsAmongPairsAndDirections() {
    Room two = new Room(1);
    assertThat(two.each()).isEqualTo(100);
    assertThat(two.of(0)).isEqualTo(100);
    assertThat(two.of(30)).isEqualTo(70);
    assertThat(two.of(1_000)).isEqualTo(50);
    assertThat(new Room(9).each()).isEqualTo(11);
    assertThat(new Room(9).of(1_000)).isEqualTo(5);
  }

  @Test
  void shouldEndAfterSoManyBytesAndSayHowManyAreShown() {
    // Given answers of a megabyte, of which a page shows the beginning
    ObjectNode flip = (ObjectNode) ExportFixtures.comparison().at("/flips/0");
    ((ObjectNode) flip.get("other")).put("output", "<&>".repeat(400_000));
    ((ObjectNode) flip.get("baseline")).put("output", "\"'".repeat(600_000));
    FlippedItems items = new FlippedItems(new Room(1), "mini", "large", 3, true, 1_000);

    // When
    long written = 0;
    int shown = 0;
    for (int i = 0; i < 1_000; i++) {
      byte[] bytes = items.item(flip);
      written += bytes.length;
      shown += bytes.length > 0 ? 1 : 0;
    }

    // Then the last one may go beyond the limit, and none comes after it
    assertThat(written).isBetween((long) Room.BYTES, Room.BYTES + 200_000L);
    assertThat(shown).isBetween(20, 100);
    assertThat(new String(items.tail(), StandardCharsets.UTF_8))
        .contains("These are " + shown + " of 1,000", "/v1/comparisons/flips");
  }

  @Test
  void shouldCutALongAnswerAndSaySo() {
    ObjectNode flip = (ObjectNode) ExportFixtures.comparison().at("/flips/0");
    ((ObjectNode) flip.get("other")).put("output", "x".repeat(10_500));
    FlippedItems items = new FlippedItems(new Room(1), "mini", "large", 3, true, 1);
    assertThat(new String(items.item(flip), StandardCharsets.UTF_8))
        .contains("xx … (500 characters left out)");
    assertThat(items.tail()).isEmpty();
  }

  @Test
  void shouldSayThatNothingChangedSides() {
    FlippedItems items = new FlippedItems(new Room(1), "mini", "large", 3, false, 0);
    assertThat(new String(items.head(), StandardCharsets.UTF_8))
        .contains("Got better: 0", "No item, as far as they were measured.");
    assertThat(items.tail()).isEmpty();
  }
}
