package dev.assay.run.platform.access.walk;

import java.util.UUID;

/** What a workspace has that a request can name, and how a name looks that nobody ever gave. */
enum Kind {
  ASSET,
  DATASET,
  EVALUATION,
  EXECUTION,
  FEEDBACK(true),
  GROUP(true),
  IMPROVEMENT(true),
  KEY(true),
  LABEL(true),
  LINK(true),
  /** A text that stands in everything the workspace has: tag, label, alias, session, … */
  MARK,
  OTHER_RUN(true),
  PASSPORT,
  PROVIDER,
  PUSHED_RUN(true),
  QUEUE,
  REQUEST,
  REVIEW(true),
  RUN(true),
  SCORER,
  SKILL,
  TRACE,
  /** A run over what production answered. */
  TRAFFIC_RUN(true),
  VIEW,
  WORKSPACE(true);

  private final boolean uuid;

  Kind() {
    this(false);
  }

  Kind(boolean uuid) {
    this.uuid = uuid;
  }

  /** What something of this kind would be called in a workspace with this mark. */
  String in(String mark) {
    return mark + "-" + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  /** Of the same form as what is there, and nowhere. */
  String nowhere() {
    if (uuid) {
      return UUID.randomUUID().toString();
    }
    String hex = hex() + hex();
    return switch (this) {
      case ASSET -> hex;
      case TRACE -> hex.substring(0, 32);
      default -> in(mark());
    };
  }

  /** A text that nobody else writes, and nothing is near to. */
  static String mark() {
    return "m" + hex();
  }

  private static String hex() {
    return UUID.randomUUID().toString().replace("-", "");
  }
}
