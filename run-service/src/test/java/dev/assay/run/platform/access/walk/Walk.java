package dev.assay.run.platform.access.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A walk over every operation of the served document with what belongs to another workspace: what
 * is theirs must look exactly like what nobody has. That the questions are right shows {@link
 * Mattering}.
 */
final class Walk {
  private static final Pattern VARYING =
      Pattern.compile(
          "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
              + "|m?[0-9a-f]{32,64}"
              // What opens a link.
              + "|(?<=by-link/|\"token\":\")[A-Za-z0-9_-]{43}"
              + "|\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z"
              + "|\"[a-z_]*(_ms|_seconds|bytes|seed)\":[0-9.]+");

  private final List<Operation> operations;
  private final List<Probe> probes;
  private final List<String> faults = new ArrayList<>();
  private final Map<Probe, String> nowhere = new ConcurrentHashMap<>();
  private Guard guard = Guard.BOTH;
  private int asked;

  Walk(List<Operation> operations) {
    this.operations = operations;
    this.probes = walked().flatMap(operation -> Probe.of(operation).stream()).toList();
  }

  /** Something that went wrong. */
  void fault(String what) {
    faults.add(guard + " " + what);
  }

  /** All that went wrong so far. */
  List<String> faults() {
    return List.copyOf(faults);
  }

  /** Every way to ask every operation for something of somebody's. */
  List<Probe> probes() {
    return probes;
  }

  private Stream<Operation> walked() {
    return operations.stream().filter(operation -> !Special.OPENED.contains(operation.id()));
  }

  /** What keeps workspaces apart from now on. */
  void under(Guard now) {
    guard = now;
  }

  /**
   * What is asked while the guard stands that stands now. What gets past both walls gets past each
   * of them alone, where every place is asked for: with both, one place of each operation shows
   * that nothing else comes of their standing together.
   */
  private List<Probe> asked(Predicate<Probe> which) {
    Map<String, Integer> places = new HashMap<>();
    return probes.stream()
        .filter(which)
        .filter(probe -> isTurn(probe, places.merge(probe.operation().id(), 1, Integer::sum)))
        .toList();
  }

  private boolean isTurn(Probe probe, int place) {
    int launching = Special.LAUNCHING.indexOf(probe.operation().id());
    return switch (guard) {
      case BOTH -> place == 1;
      case CONDITIONS -> launching < 0 || (launching + place) % 2 == 0;
      case ROWS -> launching < 0 || (launching + place) % 2 == 1;
    };
  }

  /** What is theirs, asked for by somebody else: exactly as if it were nowhere. */
  void elsewhere(Things own, Things theirs) {
    List<Probe> asking =
        asked(
            probe ->
                !making(probe)
                    && !Special.TAKING_ANY.contains(name(probe))
                    && !name(probe).equals(Special.SAID_HIMSELF)
                    // What is written in a form was found as for any other.
                    && (guard == Guard.CONDITIONS || probe.format() == null));
    asked += asking.size();
    List<Probe> unlike =
        Together.each(asking, probe -> crossing(probe, own, theirs).isEmpty() ? null : probe)
            .stream()
            .filter(Objects::nonNull)
            .toList();
    // What others asked at the same time, or an answer of before, may make a difference: alone,
    // and with all of it asked anew, there is none.
    unlike.forEach(
        probe -> {
          nowhere.remove(probe);
          crossing(probe, own, theirs).forEach(this::fault);
        });
  }

  /**
   * What is made with a name of theirs: exactly as with one that nobody has given. Comes last, for
   * from then on the name is the asker's own as well.
   *
   * @param scratch a workspace with nothing in it, for what is called so
   */
  void making(Things own, Things theirs, Things scratch) {
    List<String> said = new ArrayList<>();
    for (Probe probe : asked(each -> making(each) || Special.TAKING_ANY.contains(name(each)))) {
      if (making(probe)) {
        crossing(probe, scratch, theirs).forEach(this::fault);
        nowhere.remove(probe);
        asked++;
      } else {
        Kind kind = probe.place().names().kind();
        Web.Answer foreign = probe.ask(own.admin(), own, theirs.called(kind));
        Web.Answer fresh = probe.ask(own.admin(), own, kind.nowhere());
        if (foreign.status() >= 300 || fresh.status() >= 300) {
          fault(probe + " is theirs: " + foreign + "\n   is nowhere: " + fresh);
        }
        // A skill is shown with what was said of it before.
        said.add(theirs.called(kind));
        tells(probe, theirs, foreign, said.toArray(String[]::new));
        asked++;
      }
    }
  }

  /** Whether something is made of the name that stands in the path. */
  private static boolean making(Probe probe) {
    return probe.place().in().equals("path") && Special.MAKING.contains(probe.operation().id());
  }

  /** What is wrong with the answer to a question for something of theirs. */
  private List<String> crossing(Probe probe, Things own, Things theirs) {
    List<String> wrong = new ArrayList<>();
    String called = theirs.called(probe.place().names().kind());
    Web.Answer foreign = probe.ask(own.admin(), own, called);
    if ((finding(probe) && foreign.status() != 404) || foreign.status() >= 500) {
      wrong.add(probe + " is theirs: " + foreign);
    }
    String fresh = nowhere(probe, own);
    if (!said(foreign, called).equals(fresh)) {
      wrong.add(probe + " is theirs: " + foreign + "\n   is nowhere: " + fresh);
    }
    List<String> told = theirs.in(foreign.body(), probe.said(own, called), called);
    if (!told.isEmpty()) {
      wrong.add(probe + " tells " + told + ": " + foreign);
    }
    return wrong;
  }

  /** How it is answered for what nobody has. */
  String nowhere(Probe probe, Things own) {
    String known = nowhere.get(probe);
    if (known == null) {
      String called = probe.place().names().kind().nowhere();
      known = said(probe.ask(own.admin(), own, called), called);
      nowhere.put(probe, known);
    }
    return known;
  }

  /** Whether it answers 404 where what the path names is not there. */
  private static boolean finding(Probe probe) {
    String id = probe.operation().id();
    return probe.place().in().equals("path")
        && !Special.MAKING.contains(id)
        && !Special.OPERATORS.contains(id);
  }

  /** What a place is called in the tables of what is special. */
  static String name(Probe probe) {
    return probe.operation().id() + " " + probe.place().in() + ":" + probe.place().name();
  }

  /** Asks for everything of theirs as somebody who has their key and sees no rows of theirs. */
  void confined(Web web, Things theirs) {
    List<Probe> finding = probes().stream().filter(Walk::finding).toList();
    asked += finding.size();
    List<Web.Answer> answers =
        Together.each(
            finding, probe -> probe.ask(web, theirs, theirs.called(probe.place().names().kind())));
    for (int i = 0; i < finding.size(); i++) {
      if (!unknown(finding.get(i), answers.get(i))) {
        fault(finding.get(i) + " confined: " + answers.get(i));
      }
    }
    // Whose key it is says the key.
    lists(web, theirs, theirs, "getSession");
  }

  /**
   * That there is no such thing. A stream has begun when it finds out, and then it is its only
   * word; and what a body names is as unknown, and may be looked for first.
   */
  private static boolean unknown(Probe probe, Web.Answer answer) {
    return answer.status() == 404
        || (probe.operation().streams() && answer.body().contains("NOT_FOUND"))
        || (answer.status() == 422 && answer.body().contains("urn:assay:problem:unknown-"));
  }

  /** Lists, searches and counts, but for some, tell nothing of theirs to somebody else. */
  void lists(Web web, Things named, Things theirs, String... but) {
    List<Operation> lists =
        lists().stream().filter(list -> !List.of(but).contains(list.id())).toList();
    Map<Operation, Web.Answer> answers = answers(lists, web, named);
    answers.forEach(
        (list, answer) -> {
          // Of a pair the answer may name either.
          String[] said =
              Stream.concat(
                      Where.needed(list).values().stream()
                          .filter(value -> value instanceof Ref ref && ref.kind() != Kind.MARK)
                          .map(value -> ((Ref) value).kind()),
                      Stream.of(Kind.OTHER_RUN))
                  .map(named::called)
                  .toArray(String[]::new);
          tells(Probe.plain(list), theirs, answer, said);
        });
  }

  private static Map<Operation, Web.Answer> answers(
      List<Operation> operations, Web web, Things named) {
    List<Web.Answer> answers =
        Together.each(operations, each -> Probe.plain(each).ask(web, named, ""));
    Map<Operation, Web.Answer> by = new LinkedHashMap<>();
    for (int i = 0; i < operations.size(); i++) {
      by.put(operations.get(i), answers.get(i));
    }
    return by;
  }

  /** Lists and searches tell whoever may know: else that they tell nobody else shows nothing. */
  void listsTellTheirOwn(Map<Operation, Web.Answer> picture, Things theirs) {
    lists()
        .forEach(
            list -> {
              Web.Answer answer = picture.get(list);
              boolean told = !theirs.in(answer.body()).isEmpty();
              if (told == Special.SILENT.contains(list.id())) {
                fault(list + " tells of what is there, or is said to: " + answer);
              }
            });
  }

  /** Questions for one thing that find no hole where nothing keeps it back. */
  List<String> blind(Things own, Things theirs) {
    List<Probe> reading =
        probes.stream()
            .filter(probe -> finding(probe) && probe.format() == null)
            .filter(probe -> probe.operation().method().equals("GET"))
            .toList();
    return Together.each(
            reading, probe -> crossing(probe, own, theirs).isEmpty() ? name(probe) : "")
        .stream()
        .filter(name -> !name.isEmpty())
        .toList();
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
  Map<Operation, Web.Answer> picture(Things things) {
    return answers(
        walked()
            .filter(operation -> operation.method().equals("GET") && !operation.streams())
            .toList(),
        things.admin(),
        things);
  }

  /** What a workspace with nothing in it is told by everything that lists or counts. */
  Map<Operation, Web.Answer> counts(Things empty, Things named) {
    return answers(lists(), empty.admin(), named);
  }

  /** What is seen afterwards is what was seen before, but for some. */
  void same(Map<Operation, Web.Answer> before, Map<Operation, Web.Answer> after, String... but) {
    before.forEach(
        (operation, answer) -> {
          String was = said(answer, "");
          String is = said(after.get(operation), "");
          if (!was.equals(is) && !List.of(but).contains(operation.id())) {
            fault(operation + " was: " + was + "\n   is: " + is);
          }
        });
  }

  private List<Operation> lists() {
    return walked()
        .filter(operation -> operation.method().equals("GET") && !operation.streams())
        .filter(operation -> operation.in("path").isEmpty())
        .filter(operation -> !Special.OPERATORS.contains(operation.id()))
        .toList();
  }

  private void tells(Probe probe, Things theirs, Web.Answer answer, String... said) {
    List<String> told = theirs.in(answer.body(), said);
    if (!told.isEmpty()) {
      fault(probe + " tells " + told + ": " + answer);
    }
  }

  /** An answer without what differs between two answers that say the same. */
  static String said(Web.Answer answer, String called) {
    String body = called.isEmpty() ? answer.body() : answer.body().replace(called, "it");
    return answer.status() + " " + VARYING.matcher(body).replaceAll("…");
  }

  /** Fails with all that went wrong. */
  void holds() {
    assertThat(asked).isGreaterThan(100);
    assertThat(faults).isEmpty();
  }
}
