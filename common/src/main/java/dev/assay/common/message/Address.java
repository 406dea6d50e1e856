package dev.assay.common.message;

/** The AMQP addresses, who writes to them and who reads them. */
public final class Address {
  /** Queue: run-service and scoring-service ask, worker-service calls. */
  public static final String CALLS = "assay.calls";

  /** Queue: worker-service answers a dataset item, run-service takes it in. */
  public static final String ANSWERS = "assay.answers";

  /** Queue: worker-service answers a judge, scoring-service goes on. */
  public static final String JUDGEMENTS = "assay.judgements";

  /** Queue: run-service asks for scores, scoring-service computes. */
  public static final String TASKS = "assay.tasks";

  /** Queue: scoring-service reports, run-service takes it in. */
  public static final String SCORES = "assay.scores";

  /** Multicast: run-service tells everybody, for instance to cancel a run. */
  public static final String CONTROL = "assay.control";

  /** Multicast: worker-service tells live pages and the dispatcher what goes on. */
  public static final String ACTIVITY = "assay.activity";

  /** Queue: what exhausted redelivery. */
  public static final String DEAD_LETTERS = "assay.dead-letters";

  private Address() {}
}
