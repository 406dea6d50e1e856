package dev.assay.run.platform.access.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A walk over every operation of the served document with what belongs to another workspace: what
 * is theirs must look exactly like what nobody has. The same questions with what is the asker's own
 * show that they are right, and that the place in them matters.
 */
final class Walk {
  /** Operations that make what is not there, in the workspace of whoever asks. */
  private static final Set<String> MAKING =
      Set.of(
          "putAsset",
          "putEvaluation",
          "putProvider",
          "putScorer",
          "putSkill",
          "putView",
          "uploadDatasetVersion");

  /**
   * Operations that only an admin of the workspace {@code default} may do: 403, whatever is named.
   */
  static final Set<String> OPERATORS = Set.of("createWorkspace", "nowBacklog", "shareWorkspace");

  /** Operations that take a secret in place of a key: whoever has it may, wherever it belongs. */
  private static final Set<String> OPENED =
      Set.of("endSession", "getAssetContent", "giveFeedbackByLink", "startSession");

  /**
   * Places that take any name there is not yet: what is reported may come before what it is about,
   * and a hash says what is stored under it.
   */
  private static final Set<String> TAKING_ANY =
      Set.of(
          "giveFeedback body:entity_id",
          "createFeedbackLink body:entity_id",
          "putAsset path:sha256");

  /** Lists and counts that name nothing of what the workspace has. */
  private static final Set<String> SILENT = Set.of();

  private static final Pattern VARYING =
      Pattern.compile(
          "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
              + "|m?[0-9a-f]{32,64}"
              + "|\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z"
              + "|\"[a-z_]*(_ms|_seconds|bytes|seed)\":[0-9.]+");

  private final List<Operation> operations;
  private final List<String> faults = new ArrayList<>();
  private int asked;

  Walk(List<Operation> operations) {
    this.operations = operations;
  }

  /** What went wrong. */
  List<String> faults() {
    return faults;
  }

  /** How many questions were asked of somebody else's things. */
  int asked() {
    return asked;
  }

  /** Every way to ask every operation for something of somebody's. */
  List<Probe> probes() {
    return walked().flatMap(operation -> Probe.of(operation).stream()).toList();
  }

  private Stream<Operation> walked() {
    return operations.stream().filter(operation -> !OPENED.contains(operation.id()));
  }

  /** What is theirs, asked for by somebody else: exactly as if it were nowhere. */
  void elsewhere(Things own, Things theirs) {
    for (Probe probe : probes()) {
      Kind kind = probe.place().names().kind();
      String called = theirs.called(kind);
      String nowhere = kind.nowhere();
      Web.Answer foreign = probe.ask(own.admin(), own, called);
      Web.Answer fresh = probe.ask(own.admin(), own, nowhere);
      asked++;
      String id = probe.operation().id();
      boolean found =
          probe.place().in().equals("path")
              && !MAKING.contains(id)
              && !OPERATORS.contains(id)
              && foreign.status() != 404;
      if (found || foreign.status() >= 500) {
        faults.add(probe + " is theirs: " + foreign);
      }
      if (!said(foreign, called).equals(said(fresh, nowhere))) {
        faults.add(probe + " is theirs: " + foreign + "\n   is nowhere: " + fresh);
      }
      tells(probe, theirs, foreign, probe.said(own, called), called);
    }
  }

  /** The same questions with what the asker has: another answer than for what is nowhere. */
  void own(Things own) {
    // What is deleted comes last, and what is part of something before that.
    List<Probe> ordered =
        probes().stream()
            .filter(probe -> !OPERATORS.contains(probe.operation().id()))
            .filter(probe -> !TAKING_ANY.contains(name(probe)))
            .sorted(Comparator.comparingInt(Walk::turn))
            .toList();
    for (Probe probe : ordered) {
      Kind kind = probe.place().names().kind();
      String nowhere = kind.nowhere();
      Web.Answer fresh = probe.ask(own.admin(), own, nowhere);
      Web.Answer mine = probe.ask(own.admin(), own, own.called(kind));
      if (said(mine, own.called(kind)).equals(said(fresh, nowhere)) || mine.status() >= 500) {
        faults.add(probe + " is the asker's own: " + mine + "\n   is nowhere: " + fresh);
      }
    }
  }

  private static int turn(Probe probe) {
    Operation operation = probe.operation();
    boolean last = operation.method().equals("DELETE");
    return last ? 100 - operation.path().split("/").length : 0;
  }

  private static String name(Probe probe) {
    return probe.operation().id() + " " + probe.place().in() + ":" + probe.place().name();
  }

  /** Asks for everything of theirs as somebody who has their key and sees no rows of theirs. */
  void confined(Web web, Things theirs) {
    for (Probe probe : probes()) {
      String id = probe.operation().id();
      if (probe.place().in().equals("path") && !MAKING.contains(id) && !OPERATORS.contains(id)) {
        String called = theirs.called(probe.place().names().kind());
        Web.Answer answer = probe.ask(web, theirs, called);
        asked++;
        if (answer.status() != 404 && !endedStream(probe, answer)) {
          faults.add(probe + " confined: " + answer);
        }
      }
    }
    lists(web, theirs, theirs);
  }

  /** A stream has begun when it finds out: then its only word is that there is no such run. */
  private static boolean endedStream(Probe probe, Web.Answer answer) {
    return probe.operation().streams() && answer.body().contains("NOT_FOUND");
  }

  /** Lists, searches and counts tell nothing of theirs to somebody else. */
  void lists(Web web, Things named, Things theirs) {
    for (Operation list : lists()) {
      // Of a pair the answer may name either.
      String[] said =
          Stream.concat(
                  Where.needed(list).values().stream()
                      .filter(value -> value instanceof Ref ref && ref.kind() != Kind.MARK)
                      .map(value -> ((Ref) value).kind()),
                  Stream.of(Kind.OTHER_RUN))
              .map(named::called)
              .toArray(String[]::new);
      tells(Probe.plain(list), theirs, Probe.plain(list).ask(web, named, ""), said);
    }
  }

  /** Lists and searches tell whoever may know: else that they tell nobody else shows nothing. */
  void listsTellTheirOwn(Things theirs) {
    for (Operation list : lists()) {
      Web.Answer answer = Probe.plain(list).ask(theirs.admin(), theirs, "");
      boolean told = !theirs.in(answer.body()).isEmpty();
      if (told == SILENT.contains(list.id())) {
        faults.add(list + " tells of what is there, or is said to: " + answer);
      }
    }
  }

  /** A cursor of their lists begins no list of theirs for somebody else. */
  void cursors(Things own, Things theirs) {
    for (Operation list : lists()) {
      if (!list.takesA("cursor")) {
        continue;
      }
      String address = list.path() + "?limit=1" + query(list, theirs);
      String cursor = theirs.admin().get(address).json().path("next_cursor").asText("null");
      if (!cursor.equals("null")) {
        Web.Answer answer =
            own.admin().get(list.path() + "?limit=50&cursor=" + cursor + query(list, own));
        tells(Probe.plain(list), theirs, answer);
      }
    }
  }

  private static String query(Operation list, Things own) {
    StringBuilder query = new StringBuilder();
    Where.needed(list)
        .forEach(
            (name, value) ->
                query
                    .append('&')
                    .append(name)
                    .append('=')
                    .append(value instanceof Ref ref ? own.called(ref.kind()) : value));
    return query.toString();
  }

  /** What everything of a workspace looks like to who may see it, by what was asked. */
  Map<String, String> picture(Things things) {
    Map<String, String> picture = new LinkedHashMap<>();
    walked()
        .filter(operation -> operation.method().equals("GET") && !operation.streams())
        .filter(operation -> !operation.id().equals("listAuditEntries"))
        .forEach(
            operation ->
                picture.put(
                    operation.toString(),
                    said(Probe.plain(operation).ask(things.admin(), things, ""), "")));
    return picture;
  }

  /** What a workspace with nothing in it is told by everything that lists or counts. */
  Map<String, String> counts(Things empty, Things named) {
    Map<String, String> counts = new LinkedHashMap<>();
    lists()
        .forEach(
            list ->
                counts.put(
                    list.toString(), said(Probe.plain(list).ask(empty.admin(), named, ""), "")));
    return counts;
  }

  /** What is seen afterwards is what was seen before. */
  void same(Map<String, String> before, Map<String, String> after) {
    before.forEach(
        (operation, seen) -> {
          if (!seen.equals(after.get(operation))) {
            faults.add(operation + " was: " + seen + "\n   is: " + after.get(operation));
          }
        });
  }

  private List<Operation> lists() {
    return walked()
        .filter(operation -> operation.method().equals("GET") && !operation.streams())
        .filter(operation -> operation.in("path").isEmpty())
        .filter(operation -> !OPERATORS.contains(operation.id()))
        .toList();
  }

  private void tells(Probe probe, Things theirs, Web.Answer answer, String... said) {
    List<String> told = theirs.in(answer.body(), said);
    if (!told.isEmpty()) {
      faults.add(probe + " tells " + told + ": " + answer);
    }
  }

  /** An answer without what differs between two answers that say the same. */
  private static String said(Web.Answer answer, String called) {
    String body = called.isEmpty() ? answer.body() : answer.body().replace(called, "it");
    return answer.status() + " " + VARYING.matcher(body).replaceAll("…");
  }

  /** Fails with all that went wrong. */
  void holds() {
    assertThat(asked).isGreaterThan(100);
    assertThat(faults).isEmpty();
  }
}
