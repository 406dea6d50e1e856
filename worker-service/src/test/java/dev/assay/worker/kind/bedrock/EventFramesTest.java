package dev.assay.worker.kind.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventFramesTest {
  private final List<Map<String, String>> headers = new ArrayList<>();
  private final List<String> payloads = new ArrayList<>();
  private final EventFrames frames =
      new EventFrames(
          (head, payload) -> {
            headers.add(head);
            payloads.add(new String(payload, StandardCharsets.UTF_8));
          });

  /** The encodings that AWS's own readers are tested with. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "000000100000000005c248eb7d98c8ff|",
        "0000001d00000000fd528c5a7b27666f6f273a27626172277dc3653936|{'foo':'bar'}"
      })
  void shouldReadWhatAwsPublished(String vector) {
    // Given
    String[] parts = vector.split("\\|", -1);

    // When
    frames.add(HexFormat.of().parseHex(parts[0]));

    // Then
    assertThat(frames.broken()).isNull();
    assertThat(frames.inside()).isFalse();
    assertThat(payloads).containsExactly(parts[1]);
    assertThat(headers.get(0)).isEmpty();
  }

  @Test
  void shouldWriteInTheTestsWhatAwsPublished() {
    assertThat(HexFormat.of().formatHex(Frames.message(Map.of(), "{'foo':'bar'}")))
        .isEqualTo("0000001d00000000fd528c5a7b27666f6f273a27626172277dc3653936");
  }

  @Test
  void shouldReadOneByteAtATime() {
    // When
    for (byte b : Frames.all(Frames.event("a", "{}"), Frames.event("b", "{\"x\":1}"))) {
      frames.add(new byte[] {b});
    }

    // Then
    assertThat(headers).extracting(h -> h.get(":event-type")).containsExactly("a", "b");
    assertThat(payloads).containsExactly("{}", "{\"x\":1}");
  }

  @Test
  void shouldNotTakeAMessageInWhichAnyBitWasFlipped() {
    byte[] whole = Frames.event("contentBlockDelta", "{\"delta\":{\"text\":\"x\"}}");
    for (int i = 0; i < whole.length * 8; i++) {
      // Given
      payloads.clear();
      byte[] flipped = whole.clone();
      flipped[i / 8] ^= (byte) (1 << (i % 8));
      EventFrames fresh = new EventFrames((head, payload) -> payloads.add("taken"));

      // When
      fresh.add(flipped);

      // Then
      assertThat(payloads).as("bit %d", i).isEmpty();
      assertThat(fresh.broken()).as("bit %d", i).contains("checksum");
    }
  }

  @Test
  void shouldRefuseLengthsThatCannotBe() {
    // Given: a prelude that is right in itself and says that a message is as long as nothing
    byte[] prelude = HexFormat.of().parseHex("0000000000000000");
    java.util.zip.CRC32 crc = new java.util.zip.CRC32();
    crc.update(prelude);
    java.nio.ByteBuffer message = java.nio.ByteBuffer.allocate(16);
    message.put(prelude).putInt((int) crc.getValue());

    // When
    frames.add(message.array());

    // Then
    assertThat(frames.broken()).contains("length");
    assertThat(payloads).isEmpty();
  }
}
