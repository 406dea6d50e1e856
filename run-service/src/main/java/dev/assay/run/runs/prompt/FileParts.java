package dev.assay.run.runs.prompt;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.part.AssetPlace;
import dev.assay.common.part.ModelRequest.ChatMessage;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/**
 * Parts of a conversation that show a file: those that show none fail before a call is paid for.
 */
public final class FileParts {
  private static final Pattern REFERENCE = Pattern.compile("asset:[0-9a-f]{64}");
  private static final String ASSET = "asset:";
  private static final String DATA = "data:";

  private FileParts() {}

  /**
   * Looks at all of them.
   *
   * @throws PromptFailedException for the first that has nothing to show
   */
  static void check(List<ChatMessage> messages) {
    each(
        messages,
        (where, part) -> {
          AssetPlace place = AssetPlace.of(part).orElseThrow();
          String wrong = wrong(place, part);
          if (wrong != null) {
            throw new PromptFailedException(
                where + " is of type " + part.path("type").asText() + " and " + wrong + ".");
          }
        });
  }

  /** The SHA-256 of every uploaded asset that a conversation names. */
  public static Set<String> references(List<ChatMessage> messages) {
    Set<String> references = new TreeSet<>();
    each(
        messages,
        (where, part) -> {
          String value = AssetPlace.of(part).orElseThrow().value(part);
          if (REFERENCE.matcher(value).matches()) {
            references.add(value.substring(ASSET.length()));
          }
        });
    return references;
  }

  private static void each(List<ChatMessage> messages, BiConsumer<String, JsonNode> what) {
    for (int m = 0; m < messages.size(); m++) {
      JsonNode content = messages.get(m).content();
      for (int p = 0; content != null && content.isArray() && p < content.size(); p++) {
        JsonNode part = content.get(p);
        if (AssetPlace.of(part).isPresent()) {
          what.accept("Part " + (p + 1) + " of message " + (m + 1), part);
        }
      }
    }
  }

  private static String wrong(AssetPlace place, JsonNode part) {
    String value = place.value(part);
    if (value.isBlank()) {
      return switch (place) {
        case IMAGE -> "has no url";
        case DOCUMENT ->
            isElsewhere(part.path("file")) ? null : "has neither file_data, file_url nor file_id";
        case SOUND -> "has no data";
      };
    }
    if (value.startsWith(ASSET) && !REFERENCE.matcher(value).matches()) {
      return "names an asset by what is not a SHA-256 in lower-case hexadecimal";
    }
    int comma = value.indexOf(',');
    return value.startsWith(DATA) && (comma < 0 || comma == value.length() - 1)
        ? "has a data URL without data"
        : null;
  }

  private static boolean isElsewhere(JsonNode file) {
    return !file.path("file_url").asText("").isBlank()
        || !file.path("file_id").asText("").isBlank();
  }
}
