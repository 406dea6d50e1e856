package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher script in a small stand-in for the repository. */
class LauncherTest {
  private static final Path SCRIPT = Path.of("..", "assay");

  /** Stands for Maven: leaves what a build leaves, and counts. */
  private static final String MAVEN =
      """
      #!/bin/sh
      echo built >>builds
      [ -f fail ] && { echo "no such artifact"; exit 1; }
      mkdir -p cli/target/lib
      : >cli/target/assay-cli.jar
      for m in run-service worker-service scoring-service; do
        mkdir -p $m/target/quarkus-app
        : >$m/target/quarkus-app/quarkus-run.jar
      done
      """;

  /**
   * Stands for Java: prints what it is asked to run, and makes an archive of classes when asked.
   */
  private static final String JAVA =
      """
      #!/bin/sh
      echo "$@"
      for a in "$@"; do
        case $a in
          -XX:ArchiveClassesAtExit=*)
            echo trained >>"$ASSAY_HOME.trained"
            [ -f "$ASSAY_HOME.untrainable" ] || echo classes >"${a#*=}" ;;
        esac
      done
      """;

  @TempDir Path folder;
  private Path repository;
  private Path jdk;

  @BeforeEach
  void prepare() throws Exception {
    repository = Files.createDirectories(folder.resolve("repo with space")).toRealPath();
    executable(repository.resolve("assay"), Files.readString(SCRIPT));
    executable(repository.resolve("mvnw"), MAVEN);
    Files.writeString(repository.resolve("pom.xml"), "<project/>");
    for (String module :
        List.of("common", "cli", "run-service", "worker-service", "scoring-service")) {
      Path source = Files.createDirectories(repository.resolve(module).resolve("src/main"));
      Files.writeString(source.resolve("A.java"), "");
    }
    jdk = Files.createDirectories(folder.resolve("jdk"));
    Files.createDirectories(jdk.resolve("bin"));
    executable(jdk.resolve("bin/java"), JAVA);
    executable(jdk.resolve("bin/javac"), JAVA);
    release("17.0.1");
  }

  @Test
  void shouldBuildOnceAndAgainWhenSourcesAreNewer() throws Exception {
    assertThat(run("status").out())
        .contains("dev.assay.cli.Assay status")
        .contains("-Dassay.install=" + repository);
    assertThat(run("status").code()).isZero();
    assertThat(builds()).isEqualTo(1);

    Path source = repository.resolve("common/src/main/A.java");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));
    assertThat(run("status").err()).contains("Building Assay once");
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void shouldFindItsFolderThroughLinks() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("one"), repository.resolve("assay"));
    Path second = Files.createSymbolicLink(folder.resolve("two"), Path.of("one"));

    assertThat(execute(List.of(second.toString(), "list")).out())
        .contains("-Dassay.install=" + repository);
    assertThat(link).exists();
  }

  @Test
  void shouldBuildOnceWhenCalledTwiceAtTheSameTime() throws Exception {
    List<Process> both = List.of(start(List.of(script(), "a")), start(List.of(script(), "b")));

    for (Process process : both) {
      assertThat(process.waitFor(240, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
    }
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void shouldSayWhatIsWrongWithTheBuildOrTheJdk() throws Exception {
    Files.writeString(repository.resolve("fail"), "");
    Result failed = run("status");
    assertThat(failed.code()).isEqualTo(2);
    assertThat(failed.err())
        .contains("no such artifact", repository.resolve("target/assay-build.log").toString());

    release("11.0.2");
    Result old = run("status");
    assertThat(old.code()).isEqualTo(2);
    assertThat(old.err()).contains("is version 11").contains("JDK 17 or newer");

    release("21");
    Files.delete(jdk.resolve("bin/javac"));
    assertThat(run("status").err()).contains("has no compiler");
  }

  @Test
  void shouldNotReplaceTheFilesOfARunningStack() throws Exception {
    assertThat(run("status").code()).isZero();
    Files.setLastModifiedTime(
        repository.resolve("pom.xml"), FileTime.from(Instant.now().plusSeconds(60)));
    Path home = Files.createDirectories(folder.resolve("home"));
    Files.writeString(
        home.resolve("stack.json"),
        "{\n  \"supervisor\" : {\n    \"pid\" : "
            + ProcessHandle.current().pid()
            + "\n  },\n  \"processes\" : {\n    \"broker\" : {\n \"pid\" : 1\n} } }");

    assertThat(run("status").err()).contains("newer than the running stack");
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void shouldArchiveItsClassesOnceForEachBuildAndJdk() throws Exception {
    Path archive = repository.resolve("cli/target/assay-cli-17.0.1.jsa");

    // Made after the build, used by the command and by the next ones
    assertThat(run("list").out())
        .contains("-XX:SharedArchiveFile=" + archive)
        .contains("-Xshare:auto")
        .doesNotContain("Training");
    assertThat(run("list").out()).contains("-XX:SharedArchiveFile=" + archive);
    assertThat(trainings()).isEqualTo(1);

    // Again for another build, and for another JDK
    Path jar = repository.resolve("cli/target/assay-cli.jar");
    Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(60)));
    assertThat(run("list").code()).isZero();
    assertThat(trainings()).isEqualTo(2);
    Files.setLastModifiedTime(jar, FileTime.from(Instant.EPOCH));
    release("21.0.2");
    assertThat(run("list").out()).contains("assay-cli-21.0.2.jsa");
    assertThat(trainings()).isEqualTo(3);
  }

  @Test
  void shouldGoOnWithoutAnArchiveWhereJavaMakesNone() throws Exception {
    Files.writeString(folder.resolve("home.untrainable"), "");

    for (int i = 0; i < 2; i++) {
      Result result = run("list");
      assertThat(result.code()).isZero();
      assertThat(result.out()).contains("Assay list").doesNotContain("SharedArchiveFile");
      assertThat(result.out().lines()).hasSize(1);
    }
    assertThat(trainings()).isEqualTo(1);
  }

  private record Result(int code, String out, String err) {}

  private Result run(String... args) throws Exception {
    List<String> command = new ArrayList<>(List.of(script()));
    command.addAll(List.of(args));
    return execute(command);
  }

  private Result execute(List<String> command) throws Exception {
    Process process = start(command);
    assertThat(process.waitFor(240, TimeUnit.SECONDS)).isTrue();
    return new Result(
        process.exitValue(),
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8),
        new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
  }

  private Process start(List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("JAVA_HOME", jdk.toString());
    builder.environment().put("ASSAY_HOME", folder.resolve("home").toString());
    builder.environment().remove("ASSAY_BUILD");
    return builder.start();
  }

  private String script() {
    return repository.resolve("assay").toString();
  }

  private long builds() throws IOException {
    return Files.readAllLines(repository.resolve("builds")).size();
  }

  private long trainings() throws IOException {
    return Files.readAllLines(folder.resolve("home.trained")).size();
  }

  private void release(String version) throws IOException {
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
  }

  private static void executable(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
