package dev.createdump.engine.plugin;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;

/// The classes of one plugin: its own, those of the JDK, and of ours the interfaces alone. So
/// neither our libraries nor those of another plugin stand in its way.
final class PluginClasses extends URLClassLoader {
  private static final String SPI = "dev.createdump.spi.";

  static {
    registerAsParallelCapable();
  }

  private PluginClasses(URL[] jar) {
    super(jar, ClassLoader.getPlatformClassLoader());
  }

  static PluginClasses of(PluginJar jar) {
    try {
      return new PluginClasses(new URL[] {jar.file().toUri().toURL()});
    } catch (MalformedURLException e) {
      throw new IllegalStateException("a file has a URL", e);
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    return name.startsWith(SPI)
        ? Class.forName(name, false, PluginClasses.class.getClassLoader())
        : super.loadClass(name, resolve);
  }
}
