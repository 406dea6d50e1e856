package dev.assay.worker.identity;

import dev.assay.common.part.ProviderRef;
import dev.assay.link.secret.AmbientIdentities;
import dev.assay.worker.identity.aws.AwsChain;
import dev.assay.worker.identity.azure.AzureChain;
import dev.assay.worker.identity.azure.EntraApplication;
import dev.assay.worker.identity.azure.EntraPlace;
import dev.assay.worker.identity.google.GoogleChain;
import dev.assay.worker.identity.source.IdentityClient;
import dev.assay.worker.identity.source.Keeper;
import dev.assay.worker.identity.source.SecretSource;
import dev.assay.worker.identity.source.Surroundings;
import dev.assay.worker.time.Time;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which calls need a secret that must be had first, and who keeps it: calls of providers that use
 * the worker's own identity, or whose credential is exchanged for a token. One keeper for each, so
 * that a token is made once for all calls. On the event loop only.
 */
public final class Identities {
  private static final int REMEMBERED = 256;

  private final Surroundings around;
  private final IdentityClient own;
  private final IdentityClient users;
  private final Time time;
  private final Map<String, Keeper> keepers =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Keeper> eldest) {
          return size() > REMEMBERED;
        }
      };

  /**
   * Identities.
   *
   * @param own may call what the process's own environment names, metadata of clouds among it
   * @param users may call what users name
   */
  public Identities(Surroundings around, IdentityClient own, IdentityClient users, Time time) {
    this.around = around;
    this.own = own;
    this.users = users;
    this.time = time;
  }

  /**
   * Who keeps the secret of a provider's calls; empty when the credential goes out as it is.
   *
   * @param secret the opened credential, null for none
   */
  Optional<Keeper> of(ProviderRef provider, String secret) {
    Optional<String> cloud = AmbientIdentities.cloud(provider.kind(), provider.options());
    if (cloud.isEmpty()) {
      return Optional.empty();
    }
    if (provider.credential() != null && Boolean.TRUE.equals(provider.credential().ambient())) {
      return Optional.of(ambient(cloud.get(), provider));
    }
    return secret == null ? Optional.empty() : given(cloud.get(), provider, secret);
  }

  private Keeper ambient(String cloud, ProviderRef provider) {
    return switch (cloud) {
      case "aws" -> keeper(cloud, cloud, new AwsChain(around, own));
      case "azure" -> {
        EntraPlace place = EntraPlace.of(provider.baseUrl(), around);
        yield keeper(cloud + " " + place, cloud, new AzureChain(around, own, place));
      }
      default -> keeper(cloud, cloud, new GoogleChain(around, own));
    };
  }

  private Optional<Keeper> given(String cloud, ProviderRef provider, String secret) {
    String whose = provider.account();
    return switch (cloud) {
      case "azure" -> {
        EntraPlace place = EntraPlace.of(provider.baseUrl(), around);
        yield new EntraApplication(around, users, place)
            .of(secret)
            .map(source -> keeper(place + " " + secret, whose, source));
      }
      case "google" ->
          GoogleChain.of(secret, around, users).map(source -> keeper(secret, whose, source));
      // Keys of AWS are what requests are signed with.
      default -> Optional.empty();
    };
  }

  private Keeper keeper(String key, String name, SecretSource source) {
    return keepers.computeIfAbsent(key, absent -> new Keeper(name, source, time));
  }
}
