package dev.assay.common.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.lang.ref.SoftReference;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The rules of the house that every module keeps. Each says how to repair what breaks it. */
public final class HouseRules {
  private static final Map<String, SoftReference<JavaClasses>> SHIPPED = new HashMap<>();

  private static final String[] SQL = {
    "java.sql..",
    "javax.sql..",
    "jakarta.persistence..",
    "io.vertx.sqlclient..",
    "io.vertx.pgclient..",
    "io.vertx.mutiny.sqlclient..",
    "io.vertx.mutiny.pgclient..",
    "org.hibernate..",
    "org.flywaydb.."
  };

  /** Parts are given to a constructor. */
  public static final ArchRule NO_FIELD_INJECTION =
      noFields()
          .should()
          .beAnnotatedWith("jakarta.inject.Inject")
          .orShould()
          .beAnnotatedWith("org.eclipse.microprofile.config.inject.ConfigProperty")
          .because(
              "a class then cannot be made without a container; take it as a constructor parameter"
                  + " and keep it in a private final field")
          .allowEmptyShould(true);

  /** Nobody sleeps. */
  public static final ArchRule NO_SLEEP =
      noClasses()
          .should()
          .callMethod(Thread.class, "sleep", long.class)
          .because("a thread that sleeps serves nobody; use a timer of Vert.x")
          .allowEmptyShould(true);

  /** Contracts are plain: records and enums. */
  public static final ArchRule CONTRACTS_ARE_PLAIN =
      noClasses()
          .that()
          .resideInAPackage("dev.assay.common..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(SQL)
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.quarkus..",
              "jakarta.ws.rs..",
              "jakarta.enterprise..",
              "jakarta.inject..",
              "java.net.http..",
              "io.vertx..",
              "dev.assay.link..")
          .because(
              "common holds what crosses the wire and nothing else; move this to the service that"
                  + " needs it");

  /** Resources translate; they do not read or write rows. */
  public static final ArchRule RESOURCES_HOLD_NO_SQL =
      noClasses()
          .that()
          .areAnnotatedWith("jakarta.ws.rs.Path")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(SQL)
          .orShould()
          .dependOnClassesThat()
          .resideInAPackage("dev.assay.run.platform.db..")
          .because(
              "a resource is the REST form of a feature; move the statement to a store or a service"
                  + " of the same package");

  private HouseRules() {}

  /**
   * The classes of a package and below as they ship, without tests. They are read once for all that
   * look at them, as that takes seconds, and again when the memory was needed.
   */
  public static synchronized JavaClasses shipped(String root) {
    SoftReference<JavaClasses> kept = SHIPPED.get(root);
    JavaClasses classes = kept == null ? null : kept.get();
    if (classes == null) {
      classes = read(root);
      SHIPPED.put(root, new SoftReference<>(classes));
    }
    return classes;
  }

  private static JavaClasses read(String root) {
    return new ClassFileImporter()
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
        .importPackages(root);
  }

  /**
   * Nobody waits for a Uni or a Multi.
   *
   * @param exempt {@code SimpleClassName.method} that run once, at start or at the end of the
   *     process
   */
  public static ArchRule noBlockingAwait(String... exempt) {
    return classes()
        .should(notAwait(Set.of(exempt)))
        .because(
            "an event loop that waits stands still for everybody; return the Uni and let the caller"
                + " go on from there");
  }

  private static ArchCondition<JavaClass> notAwait(Set<String> exempt) {
    return new ArchCondition<>("not wait for a Uni or a Multi") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (JavaMethodCall call : type.getMethodCallsFromSelf()) {
          if (waits(call) && !exempt.contains(caller(call))) {
            events.add(SimpleConditionEvent.violated(call, call.getDescription()));
          }
        }
      }
    };
  }

  private static boolean waits(JavaMethodCall call) {
    String owner = call.getTargetOwner().getName();
    return switch (call.getName()) {
      case "await" -> owner.equals("io.smallrye.mutiny.Uni");
      case "asIterable", "asStream" -> owner.startsWith("io.smallrye.mutiny.groups.MultiSubscribe");
      case "join", "get" -> owner.equals("java.util.concurrent.CompletableFuture");
      default -> false;
    };
  }

  private static String caller(JavaMethodCall call) {
    return call.getOriginOwner().getSimpleName() + "." + call.getOrigin().getName();
  }

  /** Packages below a root, each for itself, depend on each other in one direction only. */
  public static ArchRule noCyclesBelow(String root) {
    return slices()
        .matching(root + ".(**)")
        .should()
        .beFreeOfCycles()
        .because(
            "features in a circle are one feature; move the class that both need to the one below,"
                + " or give the upper one an interface to implement");
  }

  /**
   * A package is a room that one look takes in.
   *
   * @param most top-level classes, package-info not counted
   */
  public static ArchRule packagesHoldAtMost(int most) {
    return classes()
        .should(liveInAPackageOfAtMost(most))
        .because("a room with more is two rooms; split it by what its classes are for");
  }

  private static ArchCondition<JavaClass> liveInAPackageOfAtMost(int most) {
    return new ArchCondition<>("live in a package of at most " + most + " classes") {
      private final Map<String, Set<String>> rooms = new TreeMap<>();

      @Override
      public void check(JavaClass type, ConditionEvents events) {
        if (type.getEnclosingClass().isEmpty() && !type.getSimpleName().equals("package-info")) {
          rooms
              .computeIfAbsent(type.getPackageName(), room -> new TreeSet<>())
              .add(type.getSimpleName());
        }
      }

      @Override
      public void finish(ConditionEvents events) {
        rooms.forEach(
            (room, types) ->
                events.add(
                    new SimpleConditionEvent(
                        room,
                        types.size() <= most,
                        room + " holds " + types.size() + ": " + types)));
      }
    };
  }

  /**
   * A service knows no other service.
   *
   * @param own its package, such as {@code dev.assay.run}
   */
  public static ArchRule knowsNoOtherServiceThan(String own) {
    String[] others =
        Set.of("dev.assay.run", "dev.assay.worker", "dev.assay.scoring", "dev.assay.cli").stream()
            .filter(service -> !service.equals(own))
            .map(service -> service + "..")
            .toArray(String[]::new);
    return noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others)
        .because("services meet on the wire only; what both need is a message in common");
  }
}
