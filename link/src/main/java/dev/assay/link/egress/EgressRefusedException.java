package dev.assay.link.egress;

/**
 * An address may not be called; nothing was sent. The message is whole sentences that name the host
 * and the rule, and how an operator admits it where one can.
 */
public final class EgressRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String rule;

  /**
   * A refusal.
   *
   * @param rule a few words that name the rule, such as {@code loopback}
   * @param message whole sentences without secrets
   */
  public EgressRefusedException(String rule, String message) {
    // Refusing is no accident: nobody reads the stack.
    super(message, null, false, false);
    this.rule = rule;
  }

  /** The rule in a few words. */
  public String rule() {
    return rule;
  }
}
