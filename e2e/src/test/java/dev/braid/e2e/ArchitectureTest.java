/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.e2e;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The rooms and who may use whom; the table of ARCHITECTURE.md as a test. */
class ArchitectureTest {
  @SuppressWarnings("NullAway.Init") // set before the first test
  private static JavaClasses classes;

  @BeforeAll
  static void readClasses() {
    classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.braid");
  }

  @Test
  void everyRoomIsSeen() {
    for (String room :
        new String[] {"otlp", "config", "bootstrap", "agent", "exporters", "collector"}) {
      assertThat(classes.stream().anyMatch(c -> c.getPackageName().startsWith("dev.braid." + room)))
          .as("classes of dev.braid." + room)
          .isTrue();
    }
  }

  @Test
  void dependenciesPointDownwards() {
    Architectures.layeredArchitecture()
        .consideringOnlyDependenciesInAnyPackage("dev.braid..")
        .withOptionalLayers(true)
        .layer("otlp")
        .definedBy("dev.braid.otlp..")
        .layer("otel-config")
        .definedBy("dev.braid.config..")
        .layer("bootstrap")
        .definedBy("dev.braid.bootstrap..")
        .layer("agent")
        .definedBy("dev.braid.agent..")
        .layer("correlation")
        .definedBy("dev.braid.correlation..")
        .layer("exporters")
        .definedBy("dev.braid.exporters..")
        .layer("collector")
        .definedBy("dev.braid.collector..")
        .whereLayer("collector")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("agent")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("bootstrap")
        .mayOnlyBeAccessedByLayers("agent")
        .whereLayer("correlation")
        .mayOnlyBeAccessedByLayers("collector")
        .whereLayer("exporters")
        .mayOnlyBeAccessedByLayers("collector")
        .whereLayer("otel-config")
        .mayOnlyBeAccessedByLayers("agent", "exporters", "collector")
        .check(classes);
  }

  @Test
  void correlationIsPure_noThreadsNoInputOrOutputNoClock() {
    ArchRule rule =
        noClasses()
            .that()
            .resideInAPackage("dev.braid.correlation..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "java.io..", "java.net..", "java.nio.file..", "java.util.concurrent..")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .allowEmptyShould(true);

    rule.check(classes);
  }

  @Test
  void theAgentTouchesNothingThatItsHostOwns() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.braid.bootstrap..", "dev.braid.agent..")
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(Thread.class, "sleep", long.class)
        .check(classes);
  }

  @Test
  void exportersHaveNoThreads() {
    noClasses()
        .that()
        .resideInAPackage("dev.braid.exporters..")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.concurrent.ExecutorService")
        .check(classes);
  }

  @Test
  void packagesOfTheExportersFormNoCycle() {
    slices().matching("dev.braid.exporters.(*)..").should().beFreeOfCycles().check(classes);
  }
}
