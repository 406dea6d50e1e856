package dev.assay.worker.kind.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.template.Template;
import dev.assay.worker.kind.UnusableProviderException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills placeholders {@code {{name}}} in the strings of a JSON template. Logic-less: a string that
 * is exactly one placeholder becomes the value as JSON, in any other string the value's text is put
 * in. A parameter that is not given is left out of an object; any other missing value is an error,
 * since the endpoint would be asked something else than was meant.
 *
 * <p>One of it is for one request: the values that all its strings together put in are bounded by
 * {@link Template#MAX_OUTPUT}, so that a few letters of a template that name a long prompt again
 * and again end in an error of the item and not in the memory of a worker.
 */
final class BodyTemplate {
  private static final Pattern PLACEHOLDER =
      Pattern.compile("\\{\\{\\s*([A-Za-z_]\\w*(?:\\.[\\w-]+){0,250})\\s*\\}\\}");

  // The question itself, which every kind sends whole and once, however many images are in it.
  private static final Set<String> QUESTION = Set.of("messages", "input");

  private final TemplateValues values;
  private final Set<String> sentWhole = new HashSet<>();
  private long left = Template.MAX_OUTPUT;

  BodyTemplate(TemplateValues values) {
    this.values = values;
  }

  /** The template with every placeholder filled. */
  JsonNode fill(JsonNode template) {
    JsonNode filled = node(template);
    return filled == null ? JsonNodeFactory.instance.nullNode() : filled;
  }

  /** A path with every value percent-encoded. */
  String fillPath(String template) {
    return text(
        template, value -> URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20"));
  }

  /** Null for a parameter that is not given. */
  private JsonNode node(JsonNode template) {
    if (template.isTextual()) {
      return string(template.asText());
    }
    if (template.isArray()) {
      ArrayNode filled = JsonNodeFactory.instance.arrayNode(template.size());
      template.forEach(element -> filled.add(fill(element)));
      return filled;
    }
    if (template.isObject()) {
      ObjectNode filled = JsonNodeFactory.instance.objectNode();
      template
          .properties()
          .forEach(
              field -> {
                JsonNode value = node(field.getValue());
                if (value != null) {
                  filled.set(field.getKey(), value);
                }
              });
      return filled;
    }
    return template;
  }

  private JsonNode string(String template) {
    Matcher matcher = PLACEHOLDER.matcher(template);
    if (matcher.matches()) {
      String name = matcher.group(1);
      JsonNode value = values.of(name);
      if (value.isMissingNode() && !name.startsWith("params")) {
        throw missing(name);
      }
      if (!QUESTION.contains(name) || !sentWhole.add(name)) {
        takeAll(value);
      }
      return value.isMissingNode() ? null : value;
    }
    return TextNode.valueOf(text(template, UnaryOperator.identity()));
  }

  private String text(String template, UnaryOperator<String> written) {
    return PLACEHOLDER
        .matcher(template)
        .replaceAll(
            match -> {
              JsonNode value = values.of(match.group(1));
              if (value.isMissingNode()) {
                throw missing(match.group(1));
              }
              String text = written.apply(plain(value));
              take(text.length());
              return Matcher.quoteReplacement(text);
            });
  }

  private void takeAll(JsonNode value) {
    take(value.isContainerNode() ? 2 : value.asText().length());
    value.properties().forEach(field -> take(field.getKey().length()));
    value.forEach(this::takeAll);
  }

  private void take(int characters) {
    left -= characters;
    if (left < 0) {
      throw new UnusableProviderException(
          ErrorCode.PROMPT_FAILED,
          "What the request's template puts in is longer than "
              + Template.MAX_OUTPUT
              + " characters.");
    }
  }

  /** The text of content in parts, other values as people write them. */
  private static String plain(JsonNode value) {
    if (value.isTextual()) {
      return value.asText();
    }
    boolean parts = value.isArray() && !value.isEmpty();
    StringBuilder text = new StringBuilder();
    for (JsonNode part : value) {
      parts &= part.path("type").isTextual();
      text.append(part.path("text").asText(""));
    }
    return parts ? text.toString() : value.isNull() ? "" : value.toString();
  }

  private static UnusableProviderException missing(String name) {
    return new UnusableProviderException(
        ErrorCode.PROMPT_FAILED, "The request's template names " + name + ", which is not there.");
  }
}
