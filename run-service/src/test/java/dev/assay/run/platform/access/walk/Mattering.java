package dev.assay.run.platform.access.walk;

import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The questions of a {@link Walk} with what is the asker's own: they are right, and the place in
 * each of them matters, or that what is theirs is answered like what is nowhere would say nothing.
 */
final class Mattering {
  private final Walk walk;

  Mattering(Walk walk) {
    this.walk = walk;
  }

  /** Every place has another answer with what the asker has than with what is nowhere. */
  void every(Things own) {
    Map<String, String> alike = new LinkedHashMap<>();
    Set<String> mattering = new HashSet<>();
    List<Probe> ordered =
        walk.probes().stream()
            .filter(probe -> !Special.OPERATORS.contains(probe.operation().id()))
            .filter(probe -> !Special.TAKING_ANY.contains(Walk.name(probe)))
            .filter(probe -> !Special.MAKING_NO_DIFFERENCE.contains(Walk.name(probe)))
            .filter(probe -> !Walk.name(probe).endsWith(Special.LOOKED_UP_LATER))
            .sorted(Comparator.comparingInt(Mattering::turn))
            .toList();
    Set<String> first = new HashSet<>();
    List<Probe> reading =
        ordered.stream().filter(probe -> reads(probe) && first.add(Walk.name(probe))).toList();
    List<Probe> launching =
        ordered.stream()
            .filter(probe -> Special.LAUNCHING.contains(probe.operation().id()))
            .filter(probe -> first.add(Walk.name(probe)))
            .toList();
    Set<Probe> asked = Collections.newSetFromMap(new IdentityHashMap<>());
    // What is made meanwhile is seen in lists, so that each would look like another.
    for (List<Probe> together : List.of(reading, launching)) {
      List<String> answered = Together.each(together, probe -> alike(probe, own));
      for (int i = 0; i < together.size(); i++) {
        note(together.get(i), answered.get(i), mattering, alike);
      }
      asked.addAll(together);
    }
    for (Probe probe : ordered) {
      if (!mattering.contains(Walk.name(probe)) && !asked.contains(probe)) {
        note(probe, alike(probe, own), mattering, alike);
      }
    }
    // Of several bodies that name it one may be refused for something else.
    alike.keySet().removeAll(mattering);
    alike.values().forEach(walk::fault);
  }

  private static boolean reads(Probe probe) {
    return probe.operation().method().equals("GET");
  }

  private static void note(
      Probe probe, String why, Set<String> mattering, Map<String, String> alike) {
    if (why.isEmpty()) {
      mattering.add(Walk.name(probe));
    } else {
      alike.put(Walk.name(probe), why);
    }
  }

  /** Both answers when they are the same; else nothing. */
  private String alike(Probe probe, Things own) {
    String fresh = walk.nowhere(probe, own);
    String called = own.called(probe.place().names().kind());
    Web.Answer mine = probe.ask(own.admin(), own, called);
    return Walk.said(mine, called).equals(fresh) || mine.status() >= 500
        ? probe + " is the asker's own: " + mine + "\n   is nowhere: " + fresh
        : "";
  }

  /** What is deleted comes last, and what is part of something, or said of it, before that. */
  private static int turn(Probe probe) {
    String path = probe.operation().path();
    if (!probe.operation().method().equals("DELETE")) {
      return 0;
    }
    if (path.startsWith("/v1/feedback")) {
      return 1;
    }
    // Of a thing within another the inner one first: afterwards it is gone.
    return 100 - 2 * path.split("/").length + (last(probe) ? 0 : 1);
  }

  private static boolean last(Probe probe) {
    return probe.operation().path().endsWith("{" + probe.place().name() + "}");
  }
}
