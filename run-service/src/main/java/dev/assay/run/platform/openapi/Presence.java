package dev.assay.run.platform.openapi;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.FieldInfo;
import org.jboss.jandex.IndexView;

/**
 * Which fields an answer always has, and which may be null: by the records that answers are made
 * of. A component may be null only when it is {@link Nullable}; such a field is left out when it
 * is, unless {@link JsonInclude} says that it is always there.
 */
final class Presence {
  private static final String OURS = "dev.assay.";
  private static final String PAGE = "Page";
  private static final DotName NULLABLE = DotName.createSimple(Nullable.class);
  private static final DotName ABSENT = DotName.createSimple(AbsentBefore.class);
  private static final DotName INCLUDE = DotName.createSimple(JsonInclude.class);
  private static final DotName UNWRAPPED = DotName.createSimple(JsonUnwrapped.class);
  private static final DotName IGNORED = DotName.createSimple(JsonIgnore.class);
  private static final DotName SCHEMA = DotName.createSimple(Schema.class);

  private final IndexView index;
  private final Map<String, List<Map<String, Field>>> records = new HashMap<>();

  /**
   * A field of an answer.
   *
   * @param required whether every answer has it
   * @param nullable whether it is a null where it could have been left out
   */
  record Field(boolean required, boolean nullable) {}

  Presence(IndexView index) {
    this.index = index;
    for (ClassInfo type : index.getKnownClasses()) {
      if (type.isRecord() && type.name().toString().startsWith(OURS)) {
        records.computeIfAbsent(schemaName(type), name -> new ArrayList<>()).add(fields(type));
      }
    }
  }

  /**
   * What is known of the fields of a schema.
   *
   * @param name of the schema; of several records with this name it is the one with these fields
   * @return empty for a schema that no record is behind
   */
  Map<String, Field> of(String name, Set<String> fields) {
    String known = !records.containsKey(name) && name.startsWith(PAGE) ? PAGE : name;
    return records.getOrDefault(known, List.of()).stream()
        .filter(record -> record.keySet().equals(fields))
        .findFirst()
        .orElse(Map.of());
  }

  private static String schemaName(ClassInfo type) {
    AnnotationInstance said = type.declaredAnnotation(SCHEMA);
    return said == null || said.value("name") == null
        ? type.simpleName()
        : said.value("name").asString();
  }

  private Map<String, Field> fields(ClassInfo type) {
    boolean allOfThem = always(type);
    Map<String, Field> fields = new LinkedHashMap<>();
    for (FieldInfo component : type.fields()) {
      boolean shown =
          (component.flags() & java.lang.reflect.Modifier.STATIC) == 0
              && !component.hasDeclaredAnnotation(IGNORED);
      boolean nullable = component.hasDeclaredAnnotation(NULLABLE);
      if (shown && component.hasDeclaredAnnotation(UNWRAPPED)) {
        fields(index.getClassByName(component.type().name()))
            .forEach(
                (name, part) ->
                    fields.put(name, nullable ? new Field(false, part.nullable()) : part));
      } else if (shown) {
        boolean always = allOfThem || always(component);
        fields.put(
            PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(component.name()),
            new Field(
                (!nullable || always) && !component.hasDeclaredAnnotation(ABSENT),
                nullable && always));
      }
    }
    return fields;
  }

  private static boolean always(AnnotationTarget declared) {
    AnnotationInstance include = declared.declaredAnnotation(INCLUDE);
    return include != null
        && include.value() != null
        && include.value().asEnum().equals(JsonInclude.Include.ALWAYS.name());
  }

  /** Sorted, so that the document is the same in every build. */
  static List<String> required(Map<String, Field> fields) {
    Set<String> names = new TreeSet<>();
    fields.forEach(
        (name, field) -> {
          if (field.required()) {
            names.add(name);
          }
        });
    return new ArrayList<>(names);
  }
}
