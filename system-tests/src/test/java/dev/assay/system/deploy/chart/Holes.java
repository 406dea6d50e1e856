package dev.assay.system.deploy.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Where the chart differs from the manifests: by values. */
final class Holes {
  private static final String POD = "spec/template/spec";

  /** The services, as values.yaml calls them. */
  static final Map<String, String> SERVICES =
      Map.of(
          "run-service", "runService",
          "worker-service", "workerService",
          "scoring-service", "scoringService");

  private static final Map<String, String> SECRETS =
      Map.of(
          "assay-database", "database",
          "assay-database-owner", "databaseOwner",
          "assay-broker", "broker",
          "assay-master-key", "masterKey",
          "assay-bootstrap", "bootstrap",
          "assay-scale", "scale");

  private static final Map<String, String> CONFIGS =
      Map.of(
          "assay-broker", "broker.config",
          "assay-egress", "egress.config",
          "run-service", "runService.config",
          "worker-service", "workerService.config",
          "scoring-service", "scoringService.config");

  private Holes() {}

  /** The holes of a document. */
  static List<Hole> of(String kind, String name) {
    List<Hole> holes = new ArrayList<>(everywhere(kind));
    String service = SERVICES.get(name);
    switch (kind) {
      case "Deployment" -> holes.addAll(deployment(name, service));
      case "ServiceAccount" -> {
        holes.add(Hole.key("metadata", "annotations", service + ".serviceAccountAnnotations"));
      }
      case "Service" -> {
        holes.add(Hole.key("metadata", "annotations", service + ".serviceAnnotations"));
      }
      case "PodDisruptionBudget" -> {
        holes.add(Hole.scalar("spec/maxUnavailable", service + ".maxUnavailable"));
      }
      case "ConfigMap" -> holes.addAll(config(name));
      case "NetworkPolicy" -> holes.addAll(NetworkHoles.of(name));
      case "TriggerAuthentication" -> {
        holes.add(Hole.scalar("spec/secretTargetRef/0/name", "secrets.scale"));
      }
      case "ScaledObject" -> holes.addAll(scaledObject());
      case "HorizontalPodAutoscaler" -> {
        holes.add(Hole.scalar("spec/minReplicas", "keda.scoring.minReplicas"));
        holes.add(Hole.scalar("spec/maxReplicas", "keda.scoring.maxReplicas"));
        holes.add(
            Hole.scalar(
                "spec/metrics/0/resource/target/averageUtilization", "keda.scoring.cpuPercent"));
      }
      case "HTTPRoute" -> {
        holes.add(Hole.below("spec/parentRefs", "gateway.parentRefs"));
        holes.add(Hole.below("spec/hostnames", "gateway.hostnames"));
        holes.add(Hole.key("metadata", "annotations", "gateway.annotations"));
      }
      case "Ingress" -> holes.addAll(ingress());
      case "PodMonitor", "PrometheusRule" -> {
        holes.add(Hole.more("metadata/labels", "monitoring.labels"));
      }
      default -> throw new IllegalArgumentException("the chart has no " + kind);
    }
    return holes;
  }

  private static List<Hole> everywhere(String kind) {
    List<Hole> holes = new ArrayList<>();
    holes.add(Hole.after("metadata", "namespace: {{ .Release.Namespace }}"));
    if (!kind.equals("ConfigMap")) {
      holes.add(Hole.more("metadata/labels", "commonLabels"));
    }
    return holes;
  }

  private static List<Hole> deployment(String name, String service) {
    List<Hole> holes = new ArrayList<>();
    holes.add(Hole.more("metadata/labels", service + ".labels"));
    holes.add(Hole.key("metadata", "annotations", service + ".annotations"));
    holes.add(Hole.scalar("spec/replicas", service + ".replicas"));
    if (!name.equals("run-service")) {
      holes.add(Hole.onlyIf("spec/replicas", "not .Values.keda.enabled"));
    }
    holes.add(Hole.more("spec/template/metadata/labels", "commonLabels"));
    holes.add(Hole.more("spec/template/metadata/labels", service + ".podLabels"));
    holes.add(
        Hole.after(
            "spec/template/metadata",
            "annotations:",
            "  checksum/config: {{ toYaml (list .Values.broker .Values.egress .Values.database .Values."
                + service
                + ".config) | sha256sum }}",
            "  {{- with .Values." + service + ".podAnnotations }}",
            "  {{- toYaml . | nindent %2 }}",
            "  {{- end }}"));
    holes.add(
        Hole.scalar(
            POD + "/terminationGracePeriodSeconds", service + ".terminationGracePeriodSeconds"));
    holes.add(Hole.below(POD + "/securityContext", "podSecurityContext"));
    holes.add(
        Hole.below(POD + "/topologySpreadConstraints", service + ".topologySpreadConstraints"));
    for (String key : List.of("nodeSelector", "affinity", "tolerations")) {
      holes.add(Hole.key(POD, key, service + "." + key));
    }
    holes.add(
        Hole.after(
            POD,
            "{{- with .Values." + service + ".priorityClassName }}",
            "priorityClassName: {{ . }}",
            "{{- end }}"));
    holes.add(Hole.key(POD, "imagePullSecrets", "imagePullSecrets"));
    holes.add(
        Hole.put(
            POD + "/\\w+/0/image",
            "{{ include \"assay.image\" (dict \"all\" .Values.image \"one\" .Values."
                + service
                + ".image \"version\" .Chart.AppVersion) }}"));
    holes.add(Hole.scalar(POD + "/\\w+/0/imagePullPolicy", "image.pullPolicy"));
    holes.add(Hole.below(POD + "/containers/0/resources", service + ".resources"));
    secrets(holes);
    holes.add(Hole.more(POD + "/containers/0/env", service + ".extraEnv"));
    holes.add(Hole.more(POD + "/containers/0/envFrom", service + ".extraEnvFrom"));
    holes.add(Hole.more(POD + "/containers/0/volumeMounts", service + ".extraVolumeMounts"));
    holes.add(Hole.more(POD + "/volumes", service + ".extraVolumes"));
    holes.add(Hole.more(POD + "/containers", service + ".extraContainers"));
    if (name.equals("run-service")) {
      holes.add(Hole.more(POD + "/initContainers", service + ".extraInitContainers"));
      holes.add(Hole.below(POD + "/initContainers/0/resources", service + ".migrateResources"));
      authority(holes, "database", "(containers|initContainers)");
    } else {
      holes.add(Hole.key(POD, "initContainers", service + ".extraInitContainers"));
    }
    authority(holes, "broker", "containers");
    return holes;
  }

  private static void secrets(List<Hole> holes) {
    SECRETS.forEach(
        (name, value) ->
            holes.add(
                Hole.scalar(
                    POD + "/\\w+/0/env/\\d+/valueFrom/secretKeyRef/name=" + name,
                    "secrets." + value)));
  }

  /** The certificates that what is asked over TLS is held against. */
  private static void authority(List<Hole> holes, String store, String containers) {
    String with = "{{- with .Values." + store + ".tls.authority }}";
    holes.add(
        Hole.after(
            POD + "/" + containers + "/0/volumeMounts",
            with,
            "- name: " + store + "-ca",
            "  mountPath: /etc/assay/" + store + "-ca",
            "  readOnly: true",
            "{{- end }}"));
    holes.add(
        Hole.after(
            POD + "/volumes",
            with,
            "- name: " + store + "-ca",
            "  configMap:",
            "    name: {{ . }}",
            "{{- end }}"));
  }

  private static List<Hole> config(String name) {
    String values = CONFIGS.get(name);
    List<Hole> holes = new ArrayList<>();
    holes.add(
        new Hole(
            Pattern.compile("data"),
            Hole.Kind.BELOW,
            List.of(
                "{{- range $name, $value := .Values." + values + " }}",
                "{{ $name }}: {{ $value | quote }}",
                "{{- end }}"),
            values));
    if (name.equals("assay-broker")) {
      holes.add(
          Hole.after(
              "data",
              "{{- if .Values.broker.tls.authority }}",
              "ASSAY_BROKER_TLS: \"true\"",
              "ASSAY_BROKER_CA_FILE: /etc/assay/broker-ca/ca.crt",
              "{{- end }}"));
    }
    if (name.equals("run-service")) {
      holes.add(
          Hole.after(
              "data",
              "{{- if .Values.database.tls.authority }}",
              "{{- include \"assay.database-tls\" . | nindent %0 }}",
              "{{- end }}",
              "{{- if or .Values.gateway.enabled .Values.ingress.enabled }}",
              "{{- include \"assay.behind-proxy\" . | nindent %0 }}",
              "{{- end }}"));
    }
    return holes;
  }

  private static List<Hole> scaledObject() {
    return List.of(
        Hole.scalar("spec/minReplicaCount", "keda.workers.minReplicas"),
        Hole.scalar("spec/maxReplicaCount", "keda.workers.maxReplicas"),
        Hole.scalar("spec/fallback/replicas", "keda.workers.fallbackReplicas"),
        Hole.put(
            "spec/triggers/0/metadata/url",
            "http://run-service.{{ .Release.Namespace }}.svc.cluster.local:7400/v1/backlog"));
  }

  private static List<Hole> ingress() {
    return List.of(
        Hole.below("metadata/annotations", "ingress.annotations"),
        Hole.after(
            "spec",
            "{{- with .Values.ingress.className }}",
            "ingressClassName: {{ . }}",
            "{{- end }}"),
        Hole.scalar("spec/rules/0/host", "ingress.host"),
        Hole.scalar("spec/tls/0/hosts/0", "ingress.host"),
        Hole.scalar("spec/tls/0/secretName", "ingress.tlsSecret"));
  }
}
