package dev.assay.system.deploy;

import dev.assay.system.deploy.typed.Models;
import dev.assay.system.deploy.typed.ScaledObject;
import dev.assay.system.deploy.typed.Workload;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressServiceBackend;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Whether what documents name is there: pods, ports, services, configuration, secrets. */
final class References {
  private final Models models;
  private final List<Workload> workloads;
  private final List<String> faults = new ArrayList<>();

  private References(Models models) {
    this.models = models;
    this.workloads = Workload.of(models);
  }

  /**
   * What points at nothing.
   *
   * @param maps ConfigMaps that operators make beside
   * @param secrets that they make, as {@link Secrets} calls them
   */
  static List<String> faults(Models models, Set<String> maps, Set<String> secrets) {
    References found = new References(models);
    found.selectors();
    found.workloads.forEach(workload -> found.workload(workload, maps));
    models.of(Service.class).forEach(found::service);
    found.routes();
    found.scalers();
    Secrets.of(models, true).stream()
        .filter(secret -> !secrets.contains(secret))
        .forEach(secret -> found.faults.add("nobody defines the secret " + secret));
    return found.faults;
  }

  private void selectors() {
    for (NetworkPolicy one : models.of(NetworkPolicy.class)) {
      selects("NetworkPolicy " + one.getMetadata().getName(), one.getSpec().getPodSelector());
    }
    for (PodDisruptionBudget one : models.of(PodDisruptionBudget.class)) {
      selects("PodDisruptionBudget " + one.getMetadata().getName(), one.getSpec().getSelector());
    }
    for (PodMonitor one : models.of(PodMonitor.class)) {
      selects("PodMonitor " + one.getMetadata().getName(), one.getSpec().getSelector());
    }
    for (Service one : models.of(Service.class)) {
      selects(
          "Service " + one.getMetadata().getName(),
          new LabelSelector(List.of(), one.getSpec().getSelector()));
    }
  }

  /** An empty selector is everything. */
  private void selects(String who, LabelSelector selector) {
    Map<String, String> labels = selector.getMatchLabels();
    if (workloads.stream().noneMatch(workload -> workload.hasLabels(labels))) {
      faults.add(who + " selects nothing");
    }
  }

  private void workload(Workload workload, Set<String> outside) {
    String called = workload.kind() + " " + workload.name();
    if (!workload.hasLabels(workload.selects())) {
      faults.add(called + " does not select its own pods");
    }
    Stream.concat(
            workload
                .containers()
                .flatMap(container -> container.getEnvFrom().stream())
                .filter(source -> source.getConfigMapRef() != null)
                .map(source -> source.getConfigMapRef().getName()),
            workload.pod().getVolumes().stream()
                .filter(volume -> volume.getConfigMap() != null)
                .map(volume -> volume.getConfigMap().getName()))
        .filter(name -> !outside.contains(name))
        .filter(name -> !hasMap(name))
        .forEach(name -> faults.add(called + " reads no ConfigMap: " + name));
    for (Container container : workload.containers().toList()) {
      Workload.probed(container)
          .filter(port -> !Workload.hasPort(container, port))
          .forEach(port -> faults.add(called + " is probed where nothing is: " + text(port)));
    }
  }

  private boolean hasMap(String name) {
    return models.of(ConfigMap.class).stream()
        .anyMatch(one -> one.getMetadata().getName().equals(name));
  }

  private void service(Service service) {
    for (Workload workload : workloads) {
      if (workload.hasLabels(service.getSpec().getSelector())) {
        for (ServicePort port : service.getSpec().getPorts()) {
          if (!workload.hasPort(port.getTargetPort())) {
            faults.add(
                "Service %s leads to no port: %s"
                    .formatted(service.getMetadata().getName(), text(port.getTargetPort())));
          }
        }
      }
    }
  }

  /** What stands in front of a Service. */
  private void routes() {
    for (HTTPRoute route : models.of(HTTPRoute.class)) {
      route.getSpec().getRules().stream()
          .flatMap(rule -> rule.getBackendRefs().stream())
          .forEach(
              to ->
                  backend(
                      "HTTPRoute " + route.getMetadata().getName(), to.getName(), to.getPort()));
    }
    for (Ingress ingress : models.of(Ingress.class)) {
      ingress.getSpec().getRules().stream()
          .flatMap(rule -> rule.getHttp().getPaths().stream())
          .map(path -> path.getBackend().getService())
          .forEach(
              to -> backend("Ingress " + ingress.getMetadata().getName(), to.getName(), port(to)));
    }
  }

  private static Object port(IngressServiceBackend to) {
    return Objects.requireNonNullElse(to.getPort().getName(), to.getPort().getNumber());
  }

  private void backend(String who, String service, Object port) {
    if (models.of(Service.class).stream()
        .filter(one -> one.getMetadata().getName().equals(service))
        .flatMap(one -> one.getSpec().getPorts().stream())
        .noneMatch(one -> port.equals(one.getPort()) || port.equals(one.getName()))) {
      faults.add(who + " leads to no service: " + service + ":" + port);
    }
  }

  private void scalers() {
    for (HorizontalPodAutoscaler one : models.of(HorizontalPodAutoscaler.class)) {
      scales(
          "HorizontalPodAutoscaler " + one.getMetadata().getName(),
          one.getSpec().getScaleTargetRef().getName());
    }
    for (ScaledObject one : models.of(ScaledObject.class)) {
      scales("ScaledObject " + one.metadata().getName(), one.spec().scaleTargetRef().name());
    }
  }

  private void scales(String who, String deployment) {
    if (workloads.stream()
        .noneMatch(one -> one.kind().equals("Deployment") && one.name().equals(deployment))) {
      faults.add(who + " scales nothing: " + deployment);
    }
  }

  private static String text(IntOrString port) {
    return port.getValue().toString();
  }
}
