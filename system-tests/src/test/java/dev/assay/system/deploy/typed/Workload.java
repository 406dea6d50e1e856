package dev.assay.system.deploy.typed;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What has pods.
 *
 * @param kind Deployment or StatefulSet
 * @param selects labels by which it finds its pods
 */
public record Workload(
    String kind, String name, Map<String, String> selects, PodTemplateSpec template) {

  /** All of them. */
  public static List<Workload> of(Models models) {
    return Stream.concat(
            models.of(Deployment.class).stream()
                .map(
                    one ->
                        new Workload(
                            one.getKind(),
                            one.getMetadata().getName(),
                            one.getSpec().getSelector().getMatchLabels(),
                            one.getSpec().getTemplate())),
            models.of(StatefulSet.class).stream()
                .map(
                    one ->
                        new Workload(
                            one.getKind(),
                            one.getMetadata().getName(),
                            one.getSpec().getSelector().getMatchLabels(),
                            one.getSpec().getTemplate())))
        .toList();
  }

  /** Whether its pods have these labels. */
  public boolean hasLabels(Map<String, String> labels) {
    return template.getMetadata().getLabels().entrySet().containsAll(labels.entrySet());
  }

  /** Of each pod. */
  public PodSpec pod() {
    return template.getSpec();
  }

  /** Those that run first among them. */
  public Stream<Container> containers() {
    return Stream.concat(pod().getInitContainers().stream(), pod().getContainers().stream());
  }

  /** Whether one of its containers has a port, by name or number. */
  public boolean hasPort(IntOrString port) {
    return containers().anyMatch(container -> hasPort(container, port));
  }

  /** Where a container is probed, by HTTP, TCP or gRPC. */
  public static Stream<IntOrString> probed(Container container) {
    return Stream.of(
            container.getStartupProbe(),
            container.getLivenessProbe(),
            container.getReadinessProbe())
        .filter(Objects::nonNull)
        .map(Workload::port)
        .filter(Objects::nonNull);
  }

  private static IntOrString port(Probe probe) {
    if (probe.getHttpGet() != null) {
      return probe.getHttpGet().getPort();
    }
    if (probe.getTcpSocket() != null) {
      return probe.getTcpSocket().getPort();
    }
    return probe.getGrpc() == null ? null : new IntOrString(probe.getGrpc().getPort());
  }

  /** Whether a container has a port, by name or number. */
  public static boolean hasPort(Container container, IntOrString port) {
    return container.getPorts().stream()
        .anyMatch(
            one ->
                port.getValue().equals(one.getName())
                    || port.getValue().equals(one.getContainerPort()));
  }
}
