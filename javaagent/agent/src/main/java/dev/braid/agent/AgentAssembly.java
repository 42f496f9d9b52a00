/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent;

import dev.braid.agent.ring.Recording;
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
    Settings settings = Settings.load();
    if (settings.isDisabled) {
      return;
    }
    Recording.start(settings);
    IsolatedLoader loader = (IsolatedLoader) AgentAssembly.class.getClassLoader();
    ClassBytes classes = new OwnClasses(loader);
    List<dev.braid.agent.weave.Instrumentation> catalog = enabled(settings);
    for (dev.braid.agent.weave.Instrumentation listed : catalog) {
      listed.installHooks();
    }
    AdviceFailures.listen(new FailureLines(catalog));
    IndyBootstrap.link(new AdviceLinker(classes, loader));
    WeavingTransformer transformer = new WeavingTransformer(catalog, classes, loader);
    instrumentation.addTransformer(transformer, true);
    new Retransformation(instrumentation).run(transformer);
  }

  private static List<dev.braid.agent.weave.Instrumentation> enabled(Settings settings) {
    List<dev.braid.agent.weave.Instrumentation> enabled = new ArrayList<>();
    for (dev.braid.agent.weave.Instrumentation listed : Catalog.all()) {
      if (settings.isInstrumentationEnabled(listed.name(), listed.isEnabledByDefault())) {
        enabled.add(listed);
      }
    }
    return enabled;
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
