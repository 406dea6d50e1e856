package dev.assay.worker.intake;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.message.ModelCall;
import dev.assay.common.part.HeldCalls;
import dev.assay.common.part.UnitRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What others are told of a call.
 *
 * @param unit what it is about
 * @param judge whether it asks a judge about it
 * @param ofRun false for a call that no run waits for, which is nobody's business
 * @param handOut of the unit
 */
record Told(UnitRef unit, boolean judge, boolean ofRun, int handOut) {
  private record Group(UUID run, int generation) {}

  /** As the call came last. */
  static Told of(OpenCall open) {
    ModelCall call = open.call;
    JsonNode context = open.context();
    return new Told(
        call.unit(),
        call.question() != null,
        call.replyTo() != null,
        context == null ? 0 : context.path("hand_out").asInt());
  }

  /** By run and generation, as it is sent. */
  static List<HeldCalls> grouped(Stream<Told> calls) {
    Map<Group, HeldCalls> groups = new LinkedHashMap<>();
    calls.filter(Told::ofRun).forEach(call -> add(groups, call));
    return List.copyOf(groups.values());
  }

  private static void add(Map<Group, HeldCalls> groups, Told call) {
    Group key = new Group(call.unit().runId(), call.unit().generation());
    HeldCalls group =
        groups.computeIfAbsent(
            key,
            k -> new HeldCalls(k.run(), k.generation(), new ArrayList<>(), new ArrayList<>(), 0));
    if (call.judge()) {
      groups.put(
          key,
          new HeldCalls(
              group.runId(),
              group.generation(),
              group.units(),
              group.handOuts(),
              group.judgements() + 1));
    } else {
      group.units().add(call.unit().n());
      group.handOuts().add(call.handOut());
    }
  }
}
