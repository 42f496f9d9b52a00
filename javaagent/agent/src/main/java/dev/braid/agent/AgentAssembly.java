/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent;

import dev.braid.agent.ring.AgentLog;
import dev.braid.agent.ring.Recording;
import dev.braid.agent.settings.ExportSettings;
import dev.braid.agent.settings.Settings;
import dev.braid.agent.weave.AdviceLinker;
import dev.braid.agent.weave.Catalog;
import dev.braid.agent.weave.ClassBytes;
import dev.braid.agent.weave.FailureLines;
import dev.braid.agent.weave.Retransformation;
import dev.braid.agent.weave.WeavingTransformer;
import dev.braid.bootstrap.AdviceFailures;
import dev.braid.bootstrap.IndyBootstrap;
import dev.braid.bootstrap.IsolatedLoader;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The composition root: settings, then recording, then weaving. */
public final class AgentAssembly {
  private AgentAssembly() {}

  /** Starts the agent; called once by {@code dev.braid.bootstrap.BraidAgent}. */
  public static void start(Instrumentation instrumentation, @Nullable String arguments) {
    long startNanos = System.nanoTime();
    Settings settings = Settings.load();
    if (!isUsable(settings) || settings.isDisabled) {
      return;
    }
    List<dev.braid.agent.weave.Instrumentation> all = Catalog.all();
    settings.checkNames(names(all));
    List<dev.braid.agent.weave.Instrumentation> catalog = enabled(all, settings);
    for (String warning : settings.warnings()) {
      AgentLog.warn(warning);
    }
    Recording.start(settings);
    weave(instrumentation, catalog);
    AgentLog.warn(startLine(settings, catalog.size(), System.nanoTime() - startNanos));
  }

  /** Bad settings stop the agent, never the application; all faults are told at once. */
  private static boolean isUsable(Settings settings) {
    for (String fault : settings.faults()) {
      AgentLog.warn(fault);
    }
    if (settings.faults().isEmpty()) {
      return true;
    }
    AgentLog.warn("not started because of the faults above; the application runs without it");
    return false;
  }

  private static void weave(
      Instrumentation instrumentation, List<dev.braid.agent.weave.Instrumentation> catalog) {
    IsolatedLoader loader = (IsolatedLoader) AgentAssembly.class.getClassLoader();
    ClassBytes classes = new OwnClasses(loader);
    AdviceFailures.listen(new FailureLines(catalog));
    for (dev.braid.agent.weave.Instrumentation listed : catalog) {
      listed.installHooks();
    }
    IndyBootstrap.link(new AdviceLinker(classes, loader));
    WeavingTransformer transformer = new WeavingTransformer(catalog, classes, loader);
    instrumentation.addTransformer(transformer, true);
    new Retransformation(instrumentation).run(transformer);
  }

  private static List<String> names(List<dev.braid.agent.weave.Instrumentation> all) {
    List<String> names = new ArrayList<>();
    for (dev.braid.agent.weave.Instrumentation listed : all) {
      names.add(listed.name());
    }
    return names;
  }

  private static List<dev.braid.agent.weave.Instrumentation> enabled(
      List<dev.braid.agent.weave.Instrumentation> all, Settings settings) {
    List<dev.braid.agent.weave.Instrumentation> enabled = new ArrayList<>();
    for (dev.braid.agent.weave.Instrumentation listed : all) {
      if (settings.isInstrumentationEnabled(listed.name(), listed.isEnabledByDefault())) {
        enabled.add(listed);
      }
    }
    return enabled;
  }

  private static String startLine(Settings settings, int instrumentations, long nanos) {
    String version = AgentAssembly.class.getPackage().getImplementationVersion();
    ExportSettings traces = settings.traces;
    return "agent "
        + version
        + " started in "
        + nanos / 1_000_000
        + " ms, "
        + instrumentations
        + " instrumentations, traces to "
        + (traces == null ? "nowhere" : traces.endpoint());
  }

  /** The agent's class files, read through its loader. */
  private static final class OwnClasses implements ClassBytes {
    private final IsolatedLoader loader;

    OwnClasses(IsolatedLoader loader) {
      this.loader = loader;
    }

    @Override
    public byte @Nullable [] bytesOf(String path) throws IOException {
      return loader.bytesOf(path);
    }
  }
}
