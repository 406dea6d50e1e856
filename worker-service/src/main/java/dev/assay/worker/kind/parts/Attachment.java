package dev.assay.worker.kind.parts;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/**
 * A document or a sound of a message: its data, or where it is.
 *
 * @param mediaType such as {@code application/pdf}; of a URL null
 * @param base64 its bytes; null when it is not here
 * @param url that the provider fetches itself; null when it is here
 * @param id of a file that the provider has already; null for none
 * @param name as the part gives it, null for none
 */
public record Attachment(String mediaType, String base64, String url, String id, String name) {
  /** Continues the sentence about a provider that is given {@link #isNothing nothing}. */
  public static final String NOTHING =
      "cannot be sent a part of type file without file_data, file_url or file_id, or one of type"
          + " input_audio without data";

  private static final String PDF = "application/pdf";

  /** That of a part of the type {@link Part.Type#DOCUMENT} or {@link Part.Type#SOUND}. */
  public static Attachment of(Part part) {
    return part.type() == Part.Type.SOUND
        ? sound(part.raw().path("input_audio"))
        : document(part.raw().path("file"));
  }

  private static Attachment document(JsonNode file) {
    String name = Fields.text(file.path("filename"));
    String id = Fields.text(file.path("file_id"));
    String url = Fields.text(file.path("file_url"));
    String data = file.path("file_data").asText("");
    if (data.isEmpty()) {
      return new Attachment(null, null, url, id, name);
    }
    DataUrl here = DataUrl.parse(data);
    return here == null
        ? new Attachment(PDF, data, null, null, name)
        : new Attachment(here.mediaType(), here.base64(), null, null, name);
  }

  private static Attachment sound(JsonNode sound) {
    String data = sound.path("data").asText("");
    DataUrl here = DataUrl.parse(data);
    String format = sound.path("format").asText("wav").toLowerCase(Locale.ROOT);
    return here == null
        ? new Attachment("audio/" + format, data, null, null, null)
        : new Attachment(here.mediaType(), here.base64(), null, null, null);
  }

  /** True for a part that has neither data nor says where they are. */
  public boolean isNothing() {
    return url == null && id == null && (base64 == null || base64.isEmpty());
  }

  /** Its bytes as text in UTF-8. */
  public String text() {
    return new String(Base64.getMimeDecoder().decode(base64), StandardCharsets.UTF_8);
  }
}
