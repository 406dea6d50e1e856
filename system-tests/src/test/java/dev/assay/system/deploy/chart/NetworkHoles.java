package dev.assay.system.deploy.chart;

import java.util.ArrayList;
import java.util.List;

/** What the values say of the NetworkPolicies. */
final class NetworkHoles {
  private static final String PORT_OF_BROKER = "broker.config.ASSAY_BROKER_PORT";
  private static final String SPACE =
      "spec/ingress/0/from/0/namespaceSelector/matchLabels/kubernetes.io~metadata.name";

  private NetworkHoles() {}

  /** The holes of a policy. */
  static List<Hole> of(String name) {
    List<Hole> holes = new ArrayList<>();
    switch (name) {
      case "assay-default-deny" -> {
        // Nothing is said of it: it closes.
      }
      case "assay-dns" -> holes.add(Hole.below("spec/egress/0/to", "networkPolicy.dns"));
      case "run-service" -> {
        stores(holes);
        holes.add(Hole.scalar("spec/egress/1/ports/0/port", "runService.config.ASSAY_DB_PORT"));
        holes.add(Hole.key("spec/egress/1", "to", "networkPolicy.database"));
        holes.add(Hole.more("spec/ingress", "networkPolicy.runServiceIngress"));
      }
      case "worker-service" -> {
        stores(holes);
        holes.add(Hole.more("spec/egress", "networkPolicy.workerEgress"));
      }
      case "scoring-service" -> stores(holes);
      case "run-service-from-keda" -> holes.add(Hole.scalar(SPACE, "keda.namespace"));
      case "assay-from-prometheus" -> holes.add(Hole.scalar(SPACE, "monitoring.namespace"));
      case "run-service-from-gateway" -> {
        holes.add(Hole.below("spec/ingress/0/from", "gateway.from"));
      }
      case "run-service-from-ingress" -> {
        holes.add(Hole.below("spec/ingress/0/from", "ingress.from"));
      }
      default -> throw new IllegalArgumentException("the chart has no policy " + name);
    }
    return holes;
  }

  private static void stores(List<Hole> holes) {
    holes.add(Hole.scalar("spec/egress/0/ports/0/port", PORT_OF_BROKER));
    holes.add(Hole.key("spec/egress/0", "to", "networkPolicy.broker"));
  }
}
