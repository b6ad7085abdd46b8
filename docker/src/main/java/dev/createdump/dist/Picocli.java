package dev.createdump.dist;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// Compiles picocli again from its published sources. Its own jar holds classes of Java 5, which
/// the start-up cache takes none of, and they are most of what reading a command line loads.
final class Picocli {
  private Picocli() {}

  /// @param sources the jar of picocli's sources
  static Jar compile(Path sources) throws IOException {
    Jar jar = Jar.read(sources);
    SortedMap<String, byte[]> files = new TreeMap<>();
    List<JavaFileObject> units = new ArrayList<>();
    for (Map.Entry<String, byte[]> file : jar.files().entrySet()) {
      if (file.getKey().endsWith(".java")) {
        units.add(new Source(file.getKey(), new String(file.getValue(), StandardCharsets.UTF_8)));
      } else if (file.getKey().startsWith("META-INF/")) {
        files.put(file.getKey(), file.getValue());
      }
    }
    compile(units, files);
    return new Jar(files);
  }

  private static void compile(List<JavaFileObject> units, SortedMap<String, byte[]> files)
      throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    List<String> options =
        List.of(
            "--release", "25", "-parameters", "-proc:none", "-nowarn", "-XDstringConcat=inline");
    try (JavaFileManager disk = compiler.getStandardFileManager(null, null, null);
        JavaFileManager manager = new Memory(disk, files)) {
      if (!compiler.getTask(said, manager, null, options, null, units).call()) {
        throw new IOException("picocli does not compile:\n" + said);
      }
    }
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String name, String text) {
      super(URI.create("source:///" + name), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  /// Keeps compiled classes beside the other files of the jar.
  private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
    private final SortedMap<String, byte[]> files;

    Memory(JavaFileManager next, SortedMap<String, byte[]> files) {
      super(next);
      this.files = files;
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
      String name = className.replace('.', '/') + kind.extension;
      return new SimpleJavaFileObject(URI.create("memory:///" + name), kind) {
        @Override
        public OutputStream openOutputStream() {
          return new ByteArrayOutputStream() {
            @Override
            public void close() {
              files.put(name, toByteArray());
            }
          };
        }
      };
    }
  }
}
