package dev.assay.run.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class InOrderTest {
  private static final List<String> ABC = List.of("a", "b", "c");

  @Test
  void shouldBeginAStepWhenTheLastIsDone() {
    // Given
    List<String> begun = new ArrayList<>();
    List<UniEmitter<? super String>> open = new ArrayList<>();
    AtomicReference<List<String>> result = new AtomicReference<>();
    InOrder.<String, String>map(
            ABC,
            one -> {
              begun.add(one);
              return Uni.createFrom().emitter(open::add);
            })
        .subscribe()
        .with(result::set);

    // When
    assertThat(begun).containsExactly("a");
    open.get(0).complete("A");
    assertThat(begun).containsExactly("a", "b");
    open.get(1).complete(null);
    open.get(2).complete("C");

    // Then
    assertThat(begun).containsExactly("a", "b", "c");
    assertThat(result.get()).containsExactly("A", "C");
  }

  @Test
  void shouldGoOnAfterAStepWithoutAnItem() {
    // Given
    List<String> begun = new ArrayList<>();

    // When
    InOrder.each(
            ABC,
            one -> {
              begun.add(one);
              return Uni.createFrom().nullItem();
            })
        .await()
        .indefinitely();

    // Then
    assertThat(begun).containsExactlyElementsOf(ABC);
  }

  @Test
  void shouldEndWithTheFirstFailure() {
    // Given
    List<String> begun = new ArrayList<>();

    // When
    Uni<Void> all =
        InOrder.each(
            ABC,
            one -> {
              begun.add(one);
              return one.equals("b")
                  ? Uni.createFrom().failure(new IllegalStateException("no b"))
                  : Uni.createFrom().item(one);
            });

    // Then
    assertThatThrownBy(() -> all.await().indefinitely()).hasMessage("no b");
    assertThat(begun).containsExactly("a", "b");
  }

  @Test
  void shouldJoinListsInTheirOrder() {
    // When
    List<String> all =
        InOrder.flatMap(ABC, one -> Uni.createFrom().item(List.of(one, one + one)))
            .await()
            .indefinitely();

    // Then
    assertThat(all).containsExactly("a", "aa", "b", "bb", "c", "cc");
  }

  @Test
  void shouldBeDoneAtOnceWithNothingToDo() {
    // When
    List<String> none =
        InOrder.<String, String>map(List.of(), one -> Uni.createFrom().item(one))
            .await()
            .indefinitely();

    // Then
    assertThat(none).isEmpty();
  }

  @Test
  void shouldGoOnWhileThereIsMore() {
    // Given
    List<Integer> done = new ArrayList<>();

    // When
    InOrder.whileMore(
            () ->
                Uni.createFrom()
                    .item(
                        () -> {
                          done.add(done.size());
                          return done.size() < 3;
                        }))
        .await()
        .indefinitely();

    // Then
    assertThat(done).containsExactly(0, 1, 2);
  }
}
