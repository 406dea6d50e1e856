package dev.assay.cli.stack;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.tools.ToolProvider;

/**
 * A folder laid out like a built Assay whose services only answer that they are ready: the stack
 * around them is the real one.
 */
final class FakeInstall {
  private static final String SERVICE =
      """
      import com.sun.net.httpserver.HttpServer;
      import java.net.InetSocketAddress;
      import java.nio.file.*;
      public class Service {
        public static void main(String[] args) throws Exception {
          String keyFile = System.getenv("ASSAY_BOOTSTRAP_KEY_FILE");
          if (keyFile != null && !Files.exists(Path.of(keyFile))) {
            Files.writeString(Path.of(keyFile), "as_test");
          }
          int port = Integer.parseInt(System.getenv("QUARKUS_HTTP_PORT"));
          HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
          server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
          });
          server.start();
        }
      }
      """;
  private static final String SIMULATOR =
      """
      package dev.assay.simulator;
      import com.sun.net.httpserver.HttpServer;
      import java.net.InetSocketAddress;
      public class SimulatorServer {
        public static void main(String[] args) throws Exception {
          HttpServer.create(
              new InetSocketAddress("127.0.0.1", Integer.parseInt(args[1])), 0).start();
        }
      }
      """;

  private FakeInstall() {}

  /** Compiles and packs the stand-ins below a folder. */
  static Path in(Path folder) throws IOException {
    Path classes = Files.createDirectories(folder.resolve("classes"));
    Path service = Files.writeString(folder.resolve("Service.java"), SERVICE);
    Path simulator = Files.writeString(folder.resolve("SimulatorServer.java"), SIMULATOR);
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-d",
                classes.toString(),
                service.toString(),
                simulator.toString());
    if (failed != 0) {
      throw new IllegalStateException("the stand-ins do not compile");
    }
    for (String module : List.of("run-service", "worker-service", "scoring-service")) {
      Path app = Files.createDirectories(folder.resolve(module).resolve("target/quarkus-app"));
      jar(app.resolve("quarkus-run.jar"), classes, "Service.class");
    }
    Path lib = folder.resolve("worker-service/target/quarkus-app/app");
    Files.createDirectories(lib);
    jar(lib.resolve("app.jar"), classes, "dev/assay/simulator/SimulatorServer.class");
    return folder;
  }

  private static void jar(Path target, Path classes, String name) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "Service");
    try (OutputStream out = Files.newOutputStream(target);
        JarOutputStream jar = new JarOutputStream(out, manifest)) {
      jar.putNextEntry(new JarEntry(name));
      jar.write(Files.readAllBytes(classes.resolve(name)));
      jar.closeEntry();
    }
  }
}
