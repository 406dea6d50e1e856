package dev.assay.run.platform.access.walk;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * A way to ask an operation: everything in it is the asker's own but for one place.
 *
 * @param body what is sent; null for nothing
 * @param format what to ask for where there is a choice; null for what is usual
 * @param place that is not the asker's own; null for a question without such a place
 */
record Probe(Operation operation, Object body, String format, Place place) {

  /**
   * A place that names something.
   *
   * @param in path, query or body
   * @param name of the parameter, or of the body's field with where it stands
   * @param count how many places of the body stand before it
   */
  record Place(String in, String name, int count, Ref names) {}

  /** All ways to ask an operation, one for each place that names something. */
  static List<Probe> of(Operation operation) {
    List<Object> bodies = operation.schema() == null ? nothing() : Bodies.of(operation);
    List<Probe> probes = new ArrayList<>();
    for (Operation.Parameter each : operation.in("path")) {
      Kind kind = Where.path(operation, each.name());
      if (kind != null) {
        Place place = new Place("path", each.name(), 0, Ref.to(kind));
        formats(operation).forEach(f -> probes.add(new Probe(operation, bodies.get(0), f, place)));
      }
    }
    for (Operation.Parameter each : operation.in("query")) {
      Ref names = Where.query(operation, each.name());
      if (names != null) {
        Place place = new Place("query", each.name(), 0, names);
        probes.add(new Probe(operation, bodies.get(0), null, place));
      }
    }
    for (Object body : bodies) {
      List<Place> places = places(body);
      places.forEach(place -> probes.add(new Probe(operation, body, null, place)));
    }
    return probes;
  }

  /** The operation without a place of somebody else's. */
  static Probe plain(Operation operation) {
    Object body = operation.schema() == null ? null : Bodies.of(operation).get(0);
    return new Probe(operation, body, null, null);
  }

  private static List<Object> nothing() {
    List<Object> nothing = new ArrayList<>();
    nothing.add(null);
    return nothing;
  }

  private static List<String> formats(Operation operation) {
    List<String> formats = new ArrayList<>();
    formats.add(null);
    operation.in("query").stream()
        .filter(each -> each.name().equals("format"))
        .forEach(each -> formats.addAll(each.values()));
    return formats;
  }

  /** The places of a body that name something. */
  static List<Place> places(Object body) {
    List<Place> places = new ArrayList<>();
    collect("", body, places);
    return places;
  }

  private static void collect(String at, Object value, List<Place> into) {
    if (value instanceof Ref names) {
      into.add(new Place("body", at, into.size(), names));
    } else if (value instanceof Map<?, ?> map) {
      map.forEach((key, each) -> collect(at.isEmpty() ? "" + key : at + "/" + key, each, into));
    } else if (value instanceof List<?> list) {
      list.forEach(each -> collect(at, each, into));
    }
  }

  /** What stands in the place when it is called so. */
  String said(Things own, String called) {
    return filled(place.names(), own, called);
  }

  /** How it is answered when all of it is the asker's own. */
  int status(Web web, Things own) {
    return web.status(operation.method(), address(own, ""), sent(own, ""));
  }

  private Object sent(Things own, String called) {
    return body == null
        ? null
        : sent(body, own, isIn("body") ? place.count() : -1, called, new AtomicInteger());
  }

  /** Asks with what is the asker's own, and this in the place. */
  Web.Answer ask(Web web, Things own, String called) {
    Object sent = sent(own, called);
    String address = address(own, called);
    return sent instanceof String text
        ? web.ask(operation.method(), address, "text/plain", text)
        : web.ask(operation.method(), address, sent);
  }

  private boolean isIn(String where) {
    return place != null && place.in().equals(where);
  }

  private String address(Things own, String called) {
    String address = operation.path();
    for (Operation.Parameter each : operation.in("path")) {
      Kind kind = Where.path(operation, each.name());
      String value =
          isIn("path") && place.name().equals(each.name())
              ? called
              : kind == null ? "1" : own.called(kind);
      address = address.replace("{" + each.name() + "}", value);
    }
    Map<String, String> query = new LinkedHashMap<>();
    if (!isIn("query") || !place.name().equals("group")) {
      Where.needed(operation)
          .forEach(
              (name, value) ->
                  query.put(
                      name,
                      value instanceof Ref ref
                          ? filled(ref, own, own.called(ref.kind()))
                          : (String) value));
    }
    if (isIn("query")) {
      query.put(place.name(), said(own, called));
    }
    if (format != null) {
      query.put("format", format);
    }
    return query.isEmpty()
        ? address
        : query.entrySet().stream()
            .map(each -> each.getKey() + "=" + encoded(each.getValue()))
            .collect(Collectors.joining("&", address + "?", ""));
  }

  private static String filled(Ref ref, Things own, String called) {
    String text = ref.form().replace("%s", called);
    return text.contains("{OTHER_RUN}")
        ? text.replace("{OTHER_RUN}", own.called(Kind.OTHER_RUN))
        : text;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static Object sent(
      Object value, Things own, int count, String called, AtomicInteger places) {
    if (value == Bodies.NEW) {
      return Kind.mark();
    }
    if (value instanceof Ref names) {
      boolean here = places.getAndIncrement() == count;
      return filled(names, own, here ? called : own.called(names.kind()));
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> sent = new HashMap<>();
      map.forEach((key, each) -> sent.put(key, sent(each, own, count, called, places)));
      return sent;
    }
    return value instanceof List<?> list
        ? list.stream().map(each -> sent(each, own, count, called, places)).toList()
        : value;
  }

  @Override
  public String toString() {
    return operation
        + (format == null ? "" : "?format=" + format)
        + (place == null ? "" : " " + place.in() + ":" + place.name());
  }
}
