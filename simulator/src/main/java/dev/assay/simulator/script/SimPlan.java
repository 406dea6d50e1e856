package dev.assay.simulator.script;

import dev.assay.simulator.answer.Answers;
import dev.assay.simulator.answer.SimReply;
import dev.assay.simulator.options.SimFault;
import dev.assay.simulator.options.SimOptions;
import dev.assay.simulator.options.SimPace;
import dev.assay.simulator.question.SimQuestion;
import dev.assay.simulator.seed.SimRandom;

/**
 * What is to happen, before it is written in any form: a pure function of options and question. The
 * answer depends on seed and answer key, faults and latency on seed and attempt key, so that a
 * second attempt may fare better and brings the same answer.
 *
 * @param options as they hold for this request
 * @param question to answer
 * @param fault to happen, null for none
 * @param reply to give, if the fault lets it come to that
 * @param pace of the reply
 */
public record SimPlan(
    SimOptions options, SimQuestion question, SimFault fault, SimReply reply, SimPace.Drawn pace) {

  /** Draws it. */
  public static SimPlan of(SimOptions options, SimQuestion question) {
    SimRandom attempt = new SimRandom(options.seed(), question.attemptKey());
    SimFault fault = options.faultAt(attempt.unit());
    SimReply reply = Answers.reply(options, question);
    SimPace.Drawn pace = options.pace().draw(attempt, reply.usage().output());
    return new SimPlan(options, question, fault, reply, pace);
  }
}
