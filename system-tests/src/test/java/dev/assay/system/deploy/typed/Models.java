package dev.assay.system.deploy.typed;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Reads documents as the models of their kinds. A field that the model does not have, a value of
 * another type, and a kind or version that nobody knows are errors, as they are at an API server
 * that validates strictly. The models of Kubernetes keep unknown fields by themselves: here they
 * may not.
 */
public final class Models {
  private static final Map<String, Class<?>> KINDS =
      Map.ofEntries(
          Map.entry("v1 Namespace", Namespace.class),
          Map.entry("v1 ConfigMap", ConfigMap.class),
          Map.entry("v1 Secret", Secret.class),
          Map.entry("v1 Service", Service.class),
          Map.entry("v1 ServiceAccount", ServiceAccount.class),
          Map.entry("apps/v1 Deployment", Deployment.class),
          Map.entry("apps/v1 StatefulSet", StatefulSet.class),
          Map.entry("autoscaling/v2 HorizontalPodAutoscaler", HorizontalPodAutoscaler.class),
          Map.entry("networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class),
          Map.entry("networking.k8s.io/v1 Ingress", Ingress.class),
          Map.entry("policy/v1 PodDisruptionBudget", PodDisruptionBudget.class),
          Map.entry("gateway.networking.k8s.io/v1 HTTPRoute", HTTPRoute.class),
          Map.entry("monitoring.coreos.com/v1 PodMonitor", PodMonitor.class),
          Map.entry("monitoring.coreos.com/v1 PrometheusRule", PrometheusRule.class),
          Map.entry("keda.sh/v1alpha1 ScaledObject", ScaledObject.class),
          Map.entry("keda.sh/v1alpha1 TriggerAuthentication", TriggerAuthentication.class));

  private static final JsonMapper STRICT =
      JsonMapper.builder()
          .annotationIntrospector(new NothingAside())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfig(
              LogicalType.Textual,
              text ->
                  List.of(
                          CoercionInputShape.Integer,
                          CoercionInputShape.Float,
                          CoercionInputShape.Boolean)
                      .forEach(shape -> text.setCoercion(shape, CoercionAction.Fail)))
          .build();

  private final List<Object> models;

  private Models(List<Object> models) {
    this.models = models;
  }

  /**
   * Documents as their models.
   *
   * @throws IllegalArgumentException naming the document and the place that is wrong
   */
  public static Models of(List<Map<String, Object>> documents) {
    return new Models(documents.stream().map(Models::read).collect(Collectors.toList()));
  }

  /** Those of a kind. */
  public <T> List<T> of(Class<T> kind) {
    return models.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private static Object read(Map<String, Object> document) {
    String kind = document.get("apiVersion") + " " + document.get("kind");
    Class<?> model = KINDS.get(kind);
    if (model == null) {
      throw new IllegalArgumentException("No model of " + kind + ".");
    }
    try {
      return STRICT.readValue(STRICT.writeValueAsBytes(document), model);
    } catch (JsonMappingException e) {
      throw new IllegalArgumentException(
          "%s %s at %s: %s"
              .formatted(document.get("kind"), name(document), place(e), e.getOriginalMessage()),
          e);
    } catch (IOException e) {
      throw new IllegalArgumentException(kind, e);
    }
  }

  private static Object name(Map<String, Object> document) {
    return document.get("metadata") instanceof Map<?, ?> metadata ? metadata.get("name") : null;
  }

  private static String place(JsonMappingException e) {
    return e.getPath().stream()
        .map(
            step ->
                step.getFieldName() == null
                    ? Integer.toString(step.getIndex())
                    : step.getFieldName())
        .collect(Collectors.joining("."));
  }

  /** Without the maps in which models keep what they do not know. */
  private static final class NothingAside extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1;

    @Override
    public Boolean hasAnySetter(Annotated annotated) {
      return false;
    }
  }
}
