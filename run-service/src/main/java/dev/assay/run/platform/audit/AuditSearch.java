package dev.assay.run.platform.audit;

import dev.assay.run.platform.paging.Conditions;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Which entries of the log are asked for; what is left out narrows nothing. */
public class AuditSearch {
  /** Of this key. */
  @Parameter(description = "Only what this key asked for, also by its sessions")
  @QueryParam("key_id")
  public UUID keyId;

  /** Who came. */
  @Parameter(description = "Only what came so: key, session, link or nobody; several with commas")
  @QueryParam("by")
  public String by;

  /** The beginning of what was done. */
  @Parameter(description = "Only actions that begin so: POST, or DELETE /v1/runs/{id}")
  @QueryParam("action")
  public String action;

  /** The beginning of what it was about. */
  @Parameter(description = "Only what is about addresses that begin so: /v1/providers/")
  @QueryParam("object")
  public String object;

  /** What became of it. */
  @Parameter(description = "Only what ended so: done, denied, refused or failed")
  @QueryParam("outcome")
  public String outcome;

  /** From this address. */
  @Parameter(description = "Only what came from this address")
  @QueryParam("address")
  public String address;

  /** From this time on. */
  @Parameter(description = "Only entries from this time on")
  @QueryParam("since")
  public String since;

  /** Before this time. */
  @Parameter(description = "Only entries before this time")
  @QueryParam("until")
  public String until;

  /** Adds what is asked for to a statement over {@code audit a}. */
  void narrow(StringBuilder where, List<Object> parameters) {
    new Conditions(where, parameters)
        .add("a.key_id = $%d", keyId)
        .add(
            "coalesce(a.who, case when a.by_session then 'session' else 'key' end) = any($%d)",
            who())
        .add("starts_with(coalesce(a.action, a.method), $%d)", action)
        .add("starts_with(a.object, $%d)", object)
        .add("a.address = $%d", address)
        .add("a.at >= $%d", Conditions.time("since", since))
        .add("a.at < $%d", Conditions.time("until", until));
    if (outcome != null) {
      where.append(" and ").append(AuditOutcome.of(outcome).condition());
    }
  }

  private String[] who() {
    return Conditions.oneOf("by", by, List.of("key", "session", "link", "nobody"));
  }
}
