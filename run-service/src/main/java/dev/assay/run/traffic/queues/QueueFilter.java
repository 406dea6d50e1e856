package dev.assay.run.traffic.queues;

import dev.assay.run.traffic.requests.TrafficFilter;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What the records of a queue are narrowed by, as a list of traffic is; null for nothing. What
 * people said is no part of it, as it is of a {@link TrafficFilter}: it changes after a record has
 * come, and a queue looks only at what has come since. The rule says what matters of it.
 *
 * @param status completed, failed or incomplete; several with commas
 * @param since from this time on, ISO 8601
 * @param until before this time
 */
@Schema(name = "QueueFilter")
public record QueueFilter(
    String skill,
    String skillVersion,
    String agent,
    String agentVersion,
    String domain,
    String feature,
    String model,
    String session,
    String environment,
    String status,
    String since,
    String until) {
  /** By nothing. */
  static final QueueFilter NONE =
      new QueueFilter(null, null, null, null, null, null, null, null, null, null, null, null);

  /** The same as a list of traffic has it. */
  TrafficFilter traffic() {
    TrafficFilter filter = new TrafficFilter();
    filter.skill = skill;
    filter.skillVersion = skillVersion;
    filter.agent = agent;
    filter.agentVersion = agentVersion;
    filter.domain = domain;
    filter.feature = feature;
    filter.model = model;
    filter.session = session;
    filter.environment = environment;
    filter.status = status;
    filter.since = since;
    filter.until = until;
    return filter;
  }
}
