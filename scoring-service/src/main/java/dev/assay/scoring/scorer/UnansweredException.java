package dev.assay.scoring.scorer;

/** A measurement cannot go on before a model has replied. Not a fault: carries the question. */
public final class UnansweredException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Question question;
  private final String name;
  private final boolean repair;

  /**
   * With what to ask.
   *
   * @param name of the question among all of this measurement, unique
   * @param repair true when the model's first reply did not fit
   */
  public UnansweredException(Question question, String name, boolean repair) {
    super(name, null, false, false);
    this.question = question;
    this.name = name;
    this.repair = repair;
  }

  /** What to ask. */
  public Question question() {
    return question;
  }

  /** Its name among all questions of the measurement. */
  public String name() {
    return name;
  }

  /** Whether this is the second and last time. */
  public boolean repair() {
    return repair;
  }
}
