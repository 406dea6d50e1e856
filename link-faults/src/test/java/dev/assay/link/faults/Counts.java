package dev.assay.link.faults;

/**
 * What came of a scenario.
 *
 * @param sent messages somebody wanted to be carried, each once
 * @param accepted of them, those reported as accepted by the broker
 * @param notSent attempts reported as not sent; each was followed by another one
 * @param unanswered attempts that were neither reported as accepted nor as not sent
 * @param settled deliveries that the receiver accepted
 * @param twice messages that were delivered more than once: asked, and paid for, twice
 * @param lost messages reported as accepted and never delivered
 */
record Counts(
    int sent, int accepted, int notSent, int unanswered, int settled, int twice, int lost) {

  /** One row of the table in the record of the decision. */
  String row(String wire, String scenario) {
    return "| %s | %s | %d | %d | %d | %d | %d | %d | %d |"
        .formatted(scenario, wire, sent, accepted, notSent, unanswered, settled, twice, lost);
  }
}
