/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.woven;

import dev.braid.agent.weave.AdviceLinker;
import dev.braid.agent.weave.ClassBytes;
import dev.braid.agent.weave.Instrumentation;
import dev.braid.agent.weave.WeavingTransformer;
import dev.braid.bootstrap.IndyBootstrap;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A loader of libraries and of {@code dev.braid.app} that weaves what it defines. */
final class WovenLoader extends URLClassLoader {
  private static final Path LIBRARIES = Path.of("target", "libraries-to-weave");
  private static final String[] SHARED = {
    "java.",
    "javax.",
    "jdk.",
    "sun.",
    "org.w3c.",
    "org.xml.",
    "dev.braid.agent.",
    "dev.braid.bootstrap.",
    "dev.braid.otlp.",
    "net.bytebuddy.",
    "org.jspecify."
  };

  private final ClassLoader agent = WovenLoader.class.getClassLoader();
  private final WeavingTransformer transformer;

  WovenLoader(Instrumentation instrumentation, String... jars) {
    super(urls(jars), WovenLoader.class.getClassLoader());
    ClassBytes classes = this::bytesOf;
    transformer = new WeavingTransformer(List.of(instrumentation), classes, agent);
    IndyBootstrap.link(new AdviceLinker(classes, agent));
  }

  /** How often weaving failed, and why it first did. */
  String failures() {
    return transformer.failedCount() + " " + transformer.firstFailure();
  }

  int wovenCount() {
    return transformer.wovenCount();
  }

  /** A new instance by the constructor without arguments. */
  Object make(String className) throws ReflectiveOperationException {
    return loadClass(className).getDeclaredConstructor().newInstance();
  }

  Class<?> define(String name, byte[] bytes) {
    byte[] woven = transformer.transform(this, name.replace('.', '/'), null, null, bytes);
    byte[] used = woven == null ? bytes : woven;
    return defineClass(name, used, 0, used.length);
  }

  @Override
  protected Class<?> loadClass(String name, boolean isResolved) throws ClassNotFoundException {
    for (String prefix : SHARED) {
      if (name.startsWith(prefix)) {
        return super.loadClass(name, isResolved);
      }
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? findClass(name) : loaded;
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    String path = name.replace('.', '/').concat(".class");
    try (InputStream in = name.startsWith("dev.braid.app.") ? app(path) : library(path)) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      return define(name, in.readAllBytes());
    } catch (IOException failure) {
      throw new ClassNotFoundException(name, failure);
    }
  }

  /** Own jars first: the test's class path has other versions of the same libraries. */
  @Override
  public @Nullable URL getResource(String name) {
    URL own = findResource(name);
    boolean isOfTest = name.startsWith("META-INF/") || name.startsWith("org/apache/logging/");
    return own != null || isOfTest ? own : super.getResource(name);
  }

  @Override
  public java.util.Enumeration<URL> getResources(String name) throws IOException {
    return findResources(name);
  }

  private @Nullable InputStream app(String path) {
    return agent.getResourceAsStream(path);
  }

  private @Nullable InputStream library(String path) throws IOException {
    URL url = findResource(path);
    return url == null ? null : url.openStream();
  }

  private byte @Nullable [] bytesOf(String path) throws IOException {
    try (InputStream in = agent.getResourceAsStream(path)) {
      return in == null ? null : in.readAllBytes();
    }
  }

  private static URL[] urls(String... jars) {
    URL[] urls = new URL[jars.length];
    for (int i = 0; i < jars.length; i++) {
      Path jar = LIBRARIES.resolve(jars[i] + ".jar");
      if (!Files.isReadable(jar)) {
        throw new IllegalStateException(jar + " is not there; the build copies it");
      }
      try {
        urls[i] = jar.toUri().toURL();
      } catch (MalformedURLException failure) {
        throw new UncheckedIOException(failure);
      }
    }
    return urls;
  }
}
