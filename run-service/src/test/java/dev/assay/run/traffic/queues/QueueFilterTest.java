package dev.assay.run.traffic.queues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.run.traffic.requests.TrafficFilter;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A queue is narrowed by what a list of traffic is, but not by what people said. */
class QueueFilterTest {
  @Test
  void shouldHandOnEverythingThatAListOfTrafficKnows() throws Exception {
    // Given a filter whose parts are called like themselves
    RecordComponent[] parts = QueueFilter.class.getRecordComponents();
    Object[] names = Arrays.stream(parts).map(RecordComponent::getName).toArray();
    Class<?>[] types = Arrays.stream(parts).map(RecordComponent::getType).toArray(Class[]::new);

    // When
    TrafficFilter filter =
        QueueFilter.class.getDeclaredConstructor(types).newInstance(names).traffic();

    // Then each is where it belongs
    Set<String> known = new TreeSet<>();
    for (Field field : TrafficFilter.class.getFields()) {
      if (!Modifier.isStatic(field.getModifiers()) && field.get(filter) != null) {
        assertThat(field.get(filter)).isEqualTo(field.getName());
        known.add(field.getName());
      }
    }
    known.add("feedback");
    assertThat(known)
        .isEqualTo(
            Arrays.stream(TrafficFilter.class.getFields())
                .map(Field::getName)
                .collect(Collectors.toSet()));
  }
}
