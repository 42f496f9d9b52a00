/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskContextsTest {
  private final TaskContexts contexts = new TaskContexts();

  private static Context context(String span) {
    return Context.ROOT.withSpan(span);
  }

  @Test
  void taskTakenOnce_isGone() {
    Object task = new Object();
    Context context = context("a");
    contexts.add(task, context);

    Context taken = contexts.take(task);

    assertThat(taken).isSameAs(context);
    assertThat(contexts.take(task)).isSameAs(Context.ROOT);
    assertThat(contexts.size()).isZero();
  }

  @Test
  void unknownTask_hasNone() {
    assertThat(contexts.take(new Object())).isSameAs(Context.ROOT);
  }

  @Test
  void sameTaskWaitingSeveralTimes_isTakenInOrder() {
    Object task = new Object();
    List<Context> added = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      added.add(context("turn" + i));
      contexts.add(task, added.get(i));
    }

    List<Context> taken = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      taken.add(contexts.take(task));
    }

    assertThat(taken).containsExactlyElementsOf(added);
    assertThat(contexts.size()).isZero();
  }

  @Test
  void emptyTurn_keepsItsPlaceBehindOthers() {
    Object task = new Object();
    contexts.addEmpty(task);
    assertThat(contexts.size()).isZero();
    Context first = context("first");
    Context last = context("last");

    contexts.add(task, first);
    contexts.addEmpty(task);
    contexts.add(task, last);

    assertThat(List.of(contexts.take(task), contexts.take(task), contexts.take(task)))
        .containsExactly(first, Context.ROOT, last);
  }

  @Test
  void newestTakenBack_leavesTheOlder() {
    Object task = new Object();
    Context first = context("first");
    Context second = context("second");
    contexts.add(task, first);
    contexts.add(task, second);
    contexts.add(task, context("third"));

    contexts.takeBack(task);

    assertThat(List.of(contexts.take(task), contexts.take(task))).containsExactly(first, second);
    contexts.add(task, first);
    contexts.takeBack(task);
    assertThat(contexts.take(task)).isSameAs(Context.ROOT);
    assertThat(contexts.size()).isZero();
  }

  @Test
  void turnsBeyondTheLimit_areNotKept() {
    Object task = new Object();
    for (int i = 0; i <= TaskContexts.MAX_TURNS; i++) {
      contexts.add(task, context("turn"));
    }

    int taken = 0;
    while (contexts.take(task) != Context.ROOT) {
      taken++;
    }

    assertThat(taken).isEqualTo(TaskContexts.MAX_TURNS);
  }

  @Test
  void manyTasks_keepTheirOwn() {
    int count = 20_000;
    List<Object> tasks = new ArrayList<>();
    List<Context> added = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      tasks.add(new Object());
      added.add(context("span"));
      contexts.add(tasks.get(i), added.get(i));
    }

    boolean areRight = true;
    for (int i = count - 1; i >= 0; i--) {
      areRight &= contexts.take(tasks.get(i)) == added.get(i);
    }

    assertThat(areRight).isTrue();
    assertThat(contexts.size()).isZero();
  }

  @Test
  void tasksEqualToEachOther_areToldApart() {
    String one = new String("task");
    String other = new String("task");
    Context context = context("a");
    contexts.add(one, context);

    assertThat(contexts.take(other)).isSameAs(Context.ROOT);
    assertThat(contexts.take(one)).isSameAs(context);
  }

  @Test
  void droppedTasks_takeTheirEntriesWithThem() {
    int kept = 0;
    for (int round = 0; round < 50 && (round < 2 || kept > 40_000); round++) {
      for (int i = 0; i < 20_000; i++) {
        contexts.add(new Object(), context("dropped"));
      }
      System.gc();
      kept = contexts.size();
    }
    for (int i = 0; i < 60_000; i++) {
      contexts.add(new Object(), context("dropped"));
    }

    assertThat(contexts.size()).isLessThan(160_000);
  }
}
