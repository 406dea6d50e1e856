package dev.assay.system.deploy;

import dev.assay.system.deploy.built.Yaml;
import dev.assay.system.deploy.typed.Models;
import dev.assay.system.deploy.typed.TriggerAuthentication;
import dev.assay.system.deploy.typed.Workload;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.SecretEnvSource;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Secrets as {@code NAME/KEY}, or {@code NAME} for a whole one: none stands in a manifest. */
final class Secrets {
  private static final Path PAGE = Path.of("..", "docs", "kubernetes.md");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(assay-[a-z-]+)` \\| (?:`([a-z.]+)` )?\\|");

  private Secrets() {}

  /** Those that operators are told to make. */
  static Set<String> documented() {
    Set<String> found = new TreeSet<>();
    Matcher row = ROW.matcher(Yaml.text(PAGE));
    while (row.find()) {
      found.add(row.group(1) + (row.group(2) == null ? "" : "/" + row.group(2)));
    }
    return found;
  }

  /**
   * Those that documents want.
   *
   * @param optional whether those that may be missing are among them
   */
  static Set<String> of(Models models, boolean optional) {
    Set<String> found = new LinkedHashSet<>();
    for (Workload workload : Workload.of(models)) {
      workload
          .containers()
          .flatMap(container -> container.getEnv().stream())
          .map(EnvVar::getValueFrom)
          .filter(Objects::nonNull)
          .map(source -> source.getSecretKeyRef())
          .filter(secret -> secret != null && (optional || !yes(secret.getOptional())))
          .map(Secrets::name)
          .forEach(found::add);
      workload
          .containers()
          .flatMap(container -> container.getEnvFrom().stream())
          .map(source -> source.getSecretRef())
          .filter(secret -> secret != null && (optional || !yes(secret.getOptional())))
          .map(SecretEnvSource::getName)
          .forEach(found::add);
      workload.pod().getVolumes().stream()
          .map(volume -> volume.getSecret())
          .filter(secret -> secret != null && (optional || !yes(secret.getOptional())))
          .map(secret -> secret.getSecretName())
          .forEach(found::add);
      workload.pod().getImagePullSecrets().stream()
          .map(LocalObjectReference::getName)
          .forEach(found::add);
    }
    models.of(TriggerAuthentication.class).stream()
        .flatMap(one -> one.spec().secretTargetRef().stream())
        .forEach(secret -> found.add(secret.name() + "/" + secret.key()));
    models.of(Ingress.class).stream()
        .map(one -> one.getSpec().getTls())
        .flatMap(Collection::stream)
        .forEach(tls -> found.add(tls.getSecretName()));
    return found;
  }

  private static String name(SecretKeySelector secret) {
    return secret.getName() + "/" + secret.getKey();
  }

  private static boolean yes(Boolean said) {
    return Boolean.TRUE.equals(said);
  }
}
