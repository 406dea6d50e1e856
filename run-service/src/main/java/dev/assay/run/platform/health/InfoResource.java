package dev.assay.run.platform.health;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What runs here; open to everybody, and without secrets. */
@Path("/q/info")
@Tag(name = "System")
public class InfoResource {
  private final Info info;

  InfoResource(
      @ConfigProperty(name = "quarkus.application.name") String name,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    this.info = new Info(name, version, Runtime.version().toString());
  }

  /**
   * What runs here.
   *
   * @param version of Assay
   * @param java version of the JVM
   */
  public record Info(String name, String version, String java) {}

  /** Name and versions. */
  @GET
  @PermitAll
  @Operation(summary = "Name and versions of what runs here")
  public Info info() {
    return info;
  }
}
