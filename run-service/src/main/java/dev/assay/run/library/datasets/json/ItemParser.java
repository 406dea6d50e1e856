package dev.assay.run.library.datasets.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.assay.common.json.Json;
import dev.assay.run.library.datasets.reading.ItemFields;
import dev.assay.run.library.datasets.reading.ParsedItem;
import java.io.IOException;
import java.io.StringWriter;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Reads one item from JSON and says everything that is wrong with it. */
public final class ItemParser {
  private ItemParser() {}

  /** Hears what is wrong with an item. */
  @FunctionalInterface
  public interface Complaints {
    /**
     * One reason.
     *
     * @param at where in the text
     * @param field the key concerned, empty for the item as a whole
     * @param reason a part of a sentence
     */
    void add(JsonLocation at, String field, String reason);
  }

  /**
   * Reads the value at which the parser stands and leaves it at the value's last token.
   *
   * @return the item; empty when there was something to complain about
   * @throws IOException when the text is not JSON, or beyond its limits
   */
  public static Optional<ParsedItem> parse(JsonParser in, Complaints complaints)
      throws IOException {
    if (in.currentToken() != JsonToken.START_OBJECT) {
      complaints.add(in.currentTokenLocation(), "", "an item must be a JSON object");
      in.skipChildren();
      return Optional.empty();
    }
    return new Reading(in, complaints).item();
  }

  /** One item on its way. */
  private static final class Reading {
    private final JsonParser in;
    private final Complaints complaints;
    private final Set<String> seen = new HashSet<>();
    private final StringWriter text = new StringWriter();
    private boolean bad;
    private String id;
    private String section;
    private String label;

    Reading(JsonParser in, Complaints complaints) {
      this.in = in;
      this.complaints = complaints;
    }

    Optional<ParsedItem> item() throws IOException {
      JsonLocation start = in.currentTokenLocation();
      try (JsonGenerator body = Json.strict().getFactory().createGenerator(text)) {
        body.writeStartObject();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
          field(in.currentName(), body);
        }
        body.writeEndObject();
      }
      if (!seen.contains(ItemFields.INPUT)) {
        complain(start, ItemFields.INPUT, "input is required");
      }
      return bad
          ? Optional.empty()
          : Optional.of(new ParsedItem(id, section, label, text.toString()));
    }

    private void field(String name, JsonGenerator body) throws IOException {
      JsonLocation at = in.currentTokenLocation();
      JsonToken value = in.nextToken();
      if (!seen.add(name)) {
        complain(at, name, "the field " + name + " is given twice");
        in.skipChildren();
        return;
      }
      String wrong = ItemFields.wrong(name, value);
      if (wrong != null) {
        complain(at, name, wrong);
        in.skipChildren();
      } else if (ItemFields.isColumn(name)) {
        own(name, at);
      } else {
        body.writeFieldName(name);
        JsonText.copy(in, body);
      }
    }

    private void own(String name, JsonLocation at) throws IOException {
      String value = in.currentToken() == JsonToken.VALUE_NULL ? null : JsonText.text(in);
      String wrong = value == null ? null : ItemFields.wrongText(name, value);
      if (wrong != null) {
        complain(at, name, wrong);
      }
      switch (name) {
        case ItemFields.ID -> id = value;
        case ItemFields.SECTION -> section = value;
        default -> label = value;
      }
    }

    private void complain(JsonLocation at, String field, String reason) {
      bad = true;
      complaints.add(at, field, reason);
    }
  }
}
