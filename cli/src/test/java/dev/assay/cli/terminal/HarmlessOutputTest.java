package dev.assay.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.common.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HarmlessOutputTest {
  private static final String BAD =
      "a\u001b[31mred\u009b2J\u0007\u202eevil\u2066\u200b\ufeff\u007f\udb40\udc41é漢😀\t\r\n";
  private static final String SHOWN =
      "a\\u001b[31mred\\u009b2J\\u0007\\u202eevil\\u2066\\u200b\\ufeff\\u007f\\udb40\\udc41é漢😀"
          + "\t\r\n";

  @Test
  void shouldShowEveryDangerousCharacterInEveryCutOfTheBytes() throws IOException {
    byte[] bytes = BAD.getBytes(StandardCharsets.UTF_8);
    for (int size = 1; size <= bytes.length; size++) {
      StringBuilder shown = new StringBuilder();
      HarmlessOutput out = new HarmlessOutput(shown);
      for (int at = 0; at < bytes.length; at += size) {
        out.write(bytes, at, Math.min(size, bytes.length - at));
      }
      out.finish();
      assertThat(shown).hasToString(SHOWN);
      assertThat(out.changed()).isTrue();
    }
  }

  @Test
  void shouldPassOnLongHarmlessText() throws IOException {
    String text = "ä😀,\"x\"\r\n".repeat(20_000);
    StringBuilder shown = new StringBuilder();
    HarmlessOutput out = new HarmlessOutput(shown);
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.finish();
    assertThat(shown.toString()).isEqualTo(text);
    assertThat(out.changed()).isFalse();
  }

  @Test
  void shouldLeaveTheValuesOfJsonAsTheyAre() throws IOException {
    String json = Json.mapper().writeValueAsString(BAD);
    String escaped = HarmlessOutput.escaped(json);
    assertThat(escaped).doesNotContain("\u202e", "\u009b", "\ufeff");
    assertThat(Json.mapper().readValue(escaped, String.class)).isEqualTo(BAD);
  }
}
