package dev.assay.system.deploy;

import dev.assay.system.deploy.built.Workloads;
import dev.assay.system.deploy.built.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a platform team asks of every workload. */
final class Hardening {
  private static final List<String> PROBES =
      List.of("startupProbe", "livenessProbe", "readinessProbe");
  private static final List<String> HOSTS = List.of("hostNetwork", "hostPID", "hostIPC");

  private final List<String> faults = new ArrayList<>();
  private final String name;

  private Hardening(String name) {
    this.name = name;
  }

  /**
   * What is wrong with a workload; nothing when all is well.
   *
   * @param documents with what it refers to
   */
  static List<String> faults(List<Map<String, Object>> documents, Map<String, Object> workload) {
    Hardening found = new Hardening(Workloads.name(workload));
    found.pod(documents, Yaml.map(workload, "spec.template.spec"));
    Workloads.containers(workload).forEach(found::container);
    Yaml.maps(workload, "spec.template.spec.containers").forEach(found::longRunning);
    found.mounts(workload);
    if ("Deployment".equals(workload.get("kind"))) {
      found.spread(documents, workload);
    }
    return found.faults;
  }

  private void pod(List<Map<String, Object>> documents, Map<String, Object> pod) {
    expect(pod, "automountServiceAccountToken", false);
    expect(pod, "enableServiceLinks", false);
    expect(pod, "securityContext.runAsNonRoot", true);
    expect(pod, "securityContext.seccompProfile.type", "RuntimeDefault");
    if (!(Yaml.at(pod, "securityContext.runAsUser") instanceof Integer user) || user == 0) {
      faults.add(name + ": securityContext.runAsUser");
    }
    HOSTS.stream().filter(pod::containsKey).forEach(host -> faults.add(name + ": " + host));
    String account = Yaml.string(pod, "serviceAccountName");
    if (Workloads.of(documents, "ServiceAccount").stream()
        .filter(one -> Workloads.name(one).equals(account))
        .noneMatch(one -> Boolean.FALSE.equals(one.get("automountServiceAccountToken")))) {
      faults.add(name + ": no ServiceAccount without a token: " + account);
    }
  }

  private void container(Map<String, Object> container) {
    expect(container, "securityContext.allowPrivilegeEscalation", false);
    expect(container, "securityContext.readOnlyRootFilesystem", true);
    expect(container, "securityContext.capabilities.drop", List.of("ALL"));
    expect(container, "securityContext.capabilities.add", null);
    expect(container, "securityContext.privileged", null);
    for (String amount : List.of("requests.cpu", "requests.memory", "limits.memory")) {
      if (Yaml.at(container, "resources." + amount) == null) {
        faults.add(name + ": resources." + amount);
      }
    }
    String image = Yaml.string(container, "image");
    if (image.equals(Workloads.repository(container)) || image.matches(".*:latest(@.*)?")) {
      faults.add(name + ": image without a version: " + image);
    }
  }

  private void longRunning(Map<String, Object> container) {
    for (String probe : PROBES) {
      if (!container.containsKey(probe)) {
        faults.add(name + ": no " + probe);
      }
    }
  }

  /** What is mounted is there, and what is written to is no folder of the node. */
  private void mounts(Map<String, Object> workload) {
    List<Map<String, Object>> volumes = Yaml.maps(workload, "spec.template.spec.volumes");
    List<String> names = new ArrayList<>();
    for (Map<String, Object> volume : volumes) {
      names.add(Yaml.string(volume, "name"));
      if (volume.containsKey("hostPath")) {
        faults.add(name + ": hostPath");
      }
    }
    Yaml.maps(workload, "spec.volumeClaimTemplates")
        .forEach(claim -> names.add(Yaml.string(claim, "metadata.name")));
    for (Map<String, Object> container : Workloads.containers(workload)) {
      List<Map<String, Object>> mounts = Yaml.maps(container, "volumeMounts");
      mounts.stream()
          .map(mount -> Yaml.string(mount, "name"))
          .filter(mount -> !names.contains(mount))
          .forEach(mount -> faults.add(name + ": no such volume: " + mount));
      if (mounts.stream().noneMatch(mount -> "/tmp".equals(mount.get("mountPath")))) {
        faults.add(name + ": nowhere to write: /tmp");
      }
    }
  }

  private void spread(List<Map<String, Object>> documents, Map<String, Object> deployment) {
    Object labels = Yaml.at(deployment, "spec.selector.matchLabels");
    List<Map<String, Object>> spread =
        Yaml.maps(deployment, "spec.template.spec.topologySpreadConstraints");
    if (spread.isEmpty()
        || spread.stream()
            .anyMatch(one -> !labels.equals(Yaml.at(one, "labelSelector.matchLabels")))) {
      faults.add(name + ": topologySpreadConstraints");
    }
    if (Workloads.of(documents, "PodDisruptionBudget").stream()
        .noneMatch(budget -> labels.equals(Yaml.at(budget, "spec.selector.matchLabels")))) {
      faults.add(name + ": no PodDisruptionBudget");
    }
  }

  private void expect(Map<String, Object> root, String path, Object wanted) {
    Object found = Yaml.at(root, path);
    if (wanted == null ? found != null : !wanted.equals(found)) {
      faults.add(name + ": " + path);
    }
  }
}
