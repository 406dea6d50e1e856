package dev.assay.run.runs.state;

import dev.assay.run.runs.events.EventDraft;
import java.util.ArrayList;
import java.util.List;

/** What one transaction adds to a run: moved units, sums, and the events that tell of it. */
public final class RunChange {
  private Counts counts = Counts.ZERO;
  private double scoreSum;
  private long scoreCount;
  private long tokensIn;
  private long tokensOut;
  private double cost;
  private boolean costUnknown;
  private double dearestCall;
  private double dearestJudgement;
  private long longestCall;
  private long longestJudgement;
  private final List<EventDraft> events = new ArrayList<>();

  /** Adds moved units. */
  public RunChange count(Counts delta) {
    counts = counts.plus(delta);
    return this;
  }

  /** Adds measured scores. */
  public RunChange scores(double sum, long count) {
    scoreSum += sum;
    scoreCount += count;
    return this;
  }

  /** Adds tokens; nulls count as none. */
  public RunChange tokens(Long in, Long out) {
    tokensIn += in == null ? 0 : in;
    tokensOut += out == null ? 0 : out;
    return this;
  }

  /** Adds cost; null marks the run's cost as not fully known. */
  public RunChange cost(Double amount) {
    if (amount == null) {
      costUnknown = true;
    } else {
      cost += amount;
    }
    return this;
  }

  /** Notes what one call took as a whole, its retries included; it is added elsewhere. */
  public RunChange call(double cost, long tokens) {
    dearestCall = Math.max(dearestCall, cost);
    longestCall = Math.max(longestCall, tokens);
    return this;
  }

  /** Notes what one score of a judge took as a whole; it is added elsewhere. */
  public RunChange judgement(double cost, long tokens) {
    dearestJudgement = Math.max(dearestJudgement, cost);
    longestJudgement = Math.max(longestJudgement, tokens);
    return this;
  }

  /** Adds an event. */
  public RunChange event(EventDraft event) {
    events.add(event);
    return this;
  }

  /** What was added so far. */
  public Counts counts() {
    return counts;
  }

  /** What was added so far. */
  public double scoreSum() {
    return scoreSum;
  }

  /** What was added so far. */
  public long scoreCount() {
    return scoreCount;
  }

  /** What was added so far. */
  public long tokensIn() {
    return tokensIn;
  }

  /** What was added so far. */
  public long tokensOut() {
    return tokensOut;
  }

  /** What was added so far. */
  public double cost() {
    return cost;
  }

  boolean costUnknown() {
    return costUnknown;
  }

  /** The most that a call of this change took. */
  public double dearestCall() {
    return dearestCall;
  }

  /** The most that a judgement of this change took. */
  public double dearestJudgement() {
    return dearestJudgement;
  }

  /** The most tokens that a call of this change took. */
  public long longestCall() {
    return longestCall;
  }

  /** The most tokens that a judgement of this change took. */
  public long longestJudgement() {
    return longestJudgement;
  }

  List<EventDraft> events() {
    return events;
  }
}
