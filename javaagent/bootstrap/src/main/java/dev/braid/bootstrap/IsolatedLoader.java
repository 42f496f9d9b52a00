/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.bootstrap;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.util.Collections;
import java.util.Enumeration;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * The loader of the agent's own classes: they lie under a private prefix of the agent's jar, so
 * that no application can see them, and are read from there without being extracted. Thread safe.
 */
public final class IsolatedLoader extends ClassLoader {
  static {
    registerAsParallelCapable();
  }

  private final ZipFile jar;
  private final String prefix;
  private final @Nullable String version;

  IsolatedLoader(String jarPath, String prefix, ClassLoader parent) throws IOException {
    super("braid", parent);
    this.jar = new ZipFile(jarPath);
    this.prefix = prefix;
    this.version = versionOf(jar);
  }

  private static @Nullable String versionOf(ZipFile jar) throws IOException {
    ZipEntry entry = jar.getEntry("META-INF/MANIFEST.MF");
    if (entry == null) {
      return null;
    }
    try (InputStream in = jar.getInputStream(entry)) {
      return new Manifest(in).getMainAttributes().getValue("Implementation-Version");
    }
  }

  /** The bytes of an entry below the private prefix, or null. */
  public byte @Nullable [] bytesOf(String path) throws IOException {
    ZipEntry entry = jar.getEntry(prefix.concat(path));
    if (entry == null) {
      return null;
    }
    try (InputStream in = jar.getInputStream(entry)) {
      return in.readAllBytes();
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean isResolved) throws ClassNotFoundException {
    if (!isOwn(name)) {
      return super.loadClass(name, isResolved);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? findClass(name) : loaded;
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    try {
      byte[] bytes = bytesOf(name.replace('.', '/').concat(".class"));
      if (bytes == null) {
        throw new ClassNotFoundException(name);
      }
      definePackageOf(name);
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException failure) {
      throw new ClassNotFoundException(name, failure);
    }
  }

  private void definePackageOf(String className) {
    String name = className.substring(0, className.lastIndexOf('.'));
    if (getDefinedPackage(name) == null) {
      try {
        definePackage(name, null, null, null, "Braid agent", version, null, null);
      } catch (IllegalArgumentException isDefinedByAnotherThread) {
        return;
      }
    }
  }

  @Override
  protected @Nullable URL findResource(String name) {
    try {
      byte[] bytes = bytesOf(name);
      return bytes == null ? null : new URL(null, "braid:" + name, new Bytes(bytes));
    } catch (MalformedURLException impossible) {
      return null;
    } catch (IOException unreadable) {
      return null;
    }
  }

  @Override
  protected Enumeration<URL> findResources(String name) {
    URL url = findResource(name);
    return url == null
        ? Collections.emptyEnumeration()
        : Collections.enumeration(Collections.singleton(url));
  }

  @Override
  public @Nullable InputStream getResourceAsStream(String name) {
    try {
      byte[] bytes = bytesOf(name);
      return bytes == null ? null : new ByteArrayInputStream(bytes);
    } catch (IOException unreadable) {
      return null;
    }
  }

  /** Own classes come first, before any parent is asked: the boot loader never has them. */
  private static boolean isOwn(String name) {
    return name.startsWith("dev.braid.") && !name.startsWith("dev.braid.bootstrap.");
  }

  /** Serves bytes that were read already. */
  private static final class Bytes extends URLStreamHandler {
    private final byte[] content;

    Bytes(byte[] content) {
      this.content = content;
    }

    @Override
    protected URLConnection openConnection(URL url) {
      return new URLConnection(url) {
        @Override
        public void connect() {}

        @Override
        public InputStream getInputStream() {
          return new ByteArrayInputStream(content);
        }
      };
    }
  }
}
