package dev.assay.system.deploy;

import dev.assay.system.deploy.built.Workloads;
import dev.assay.system.deploy.built.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who may reach whom by the NetworkPolicies of an overlay, as {@code FROM > TO:PORT} for what goes
 * out and {@code TO < FROM:PORT} for what comes in.
 */
final class Edges {
  private static final String NAME = "app\\.kubernetes\\.io/name";

  private final List<Map<String, Object>> documents;
  private final Set<String> found = new TreeSet<>();

  private Edges(List<Map<String, Object>> documents) {
    this.documents = documents;
  }

  /** Everything that is open. */
  static Set<String> open(List<Map<String, Object>> documents) {
    Edges edges = new Edges(documents);
    Workloads.of(documents, "NetworkPolicy").forEach(edges::policy);
    return edges.found;
  }

  /** Workloads to which nothing is closed, in one direction or the other. */
  static List<String> notClosed(List<Map<String, Object>> documents) {
    List<Map<String, Object>> closing =
        Workloads.of(documents, "NetworkPolicy").stream()
            .filter(policy -> Yaml.at(policy, "spec.ingress") == null)
            .filter(policy -> Yaml.at(policy, "spec.egress") == null)
            .filter(
                policy -> List.of("Ingress", "Egress").equals(Yaml.at(policy, "spec.policyTypes")))
            .toList();
    return Workloads.withPods(documents).stream()
        .filter(workload -> closing.stream().noneMatch(policy -> selects(policy, workload)))
        .map(Workloads::name)
        .toList();
  }

  private void policy(Map<String, Object> policy) {
    for (Map<String, Object> workload : Workloads.withPods(documents)) {
      if (selects(policy, workload)) {
        String name = Workloads.name(workload);
        for (Map<String, Object> rule : Yaml.maps(policy, "spec.egress")) {
          peers(rule, "to").forEach(to -> ports(rule, to).forEach(one -> add(name, " > ", one)));
        }
        for (Map<String, Object> rule : Yaml.maps(policy, "spec.ingress")) {
          peers(rule, "from")
              .forEach(from -> ports(rule, from, workload).forEach(one -> add(name, " < ", one)));
        }
      }
    }
  }

  private void add(String name, String direction, String other) {
    found.add(name + direction + other);
  }

  private static List<String> peers(Map<String, Object> rule, String key) {
    if (!rule.containsKey(key)) {
      return List.of("anywhere");
    }
    return Yaml.maps(rule, key).stream().map(Edges::peer).toList();
  }

  private static String peer(Map<String, Object> peer) {
    Object block = Yaml.at(peer, "ipBlock.cidr");
    if (block != null) {
      return block.toString();
    }
    Map<String, Object> spaces = Yaml.map(peer, "namespaceSelector.matchLabels");
    Map<String, Object> pods = Yaml.map(peer, "podSelector.matchLabels");
    if (spaces.isEmpty() && pods.isEmpty()) {
      // An empty selector is all of them.
      return "everybody";
    }
    String name = Yaml.string(pods, NAME);
    if (spaces.isEmpty() && name != null) {
      return name;
    }
    return spaces.entrySet() + (pods.isEmpty() ? "" : pods.entrySet().toString());
  }

  private static List<String> ports(Map<String, Object> rule, String peer) {
    List<Map<String, Object>> ports = Yaml.maps(rule, "ports");
    if (ports.isEmpty()) {
      return List.of(peer + ":any");
    }
    return ports.stream().map(port -> peer + ":" + port.get("port") + protocol(port)).toList();
  }

  /** Ports of the workload itself may be told by name. */
  private static List<String> ports(
      Map<String, Object> rule, String peer, Map<String, Object> workload) {
    List<String> open = new ArrayList<>();
    for (String one : ports(rule, peer)) {
      String port = one.substring(one.lastIndexOf(':') + 1);
      if (port.matches("\\d+.*|any")) {
        open.add(one);
      } else {
        Workloads.containers(workload).stream()
            .flatMap(container -> Yaml.maps(container, "ports").stream())
            .filter(has -> port.equals(has.get("name")))
            .forEach(has -> open.add(peer + ":" + has.get("containerPort")));
      }
    }
    return open;
  }

  private static String protocol(Map<String, Object> port) {
    return "UDP".equals(port.get("protocol")) ? "/UDP" : "";
  }

  private static boolean selects(Map<String, Object> policy, Map<String, Object> workload) {
    return Yaml.map(workload, "spec.template.metadata.labels")
        .entrySet()
        .containsAll(Yaml.map(policy, "spec.podSelector.matchLabels").entrySet());
  }
}
