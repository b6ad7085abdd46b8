package dev.createdump.engine;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.dump.Dump;
import dev.createdump.engine.dump.DumpHeader;
import dev.createdump.engine.manifest.Manifest;
import dev.createdump.engine.manifest.ManifestLink;
import dev.createdump.engine.manifest.PolicyRecord;
import dev.createdump.engine.manifest.Run;
import dev.createdump.engine.manifest.SealedFile;
import dev.createdump.engine.plugin.Plugins;
import dev.createdump.engine.policy.Format;
import dev.createdump.engine.redact.Redactor;
import dev.createdump.engine.render.JsonRenderer;
import dev.createdump.engine.render.PatchRenderer;
import dev.createdump.engine.render.Renderer;
import dev.createdump.engine.render.html.HtmlRenderer;
import dev.createdump.engine.render.markdown.MarkdownRenderer;
import dev.createdump.engine.render.sarif.SarifRenderer;
import dev.createdump.engine.sign.Signing;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Renders a dump into all formats at once, seals it, and gives the files their names: the
/// artifacts, their checksums, and last the manifest.
final class DumpWriter {
  private final Path directory;
  private final String name;
  private final Redactor redactor;

  /// @throws Failure.Scan where the name holds a secret, which all files would then name
  DumpWriter(Path directory, String name, Redactor redactor) throws Failure.Scan {
    if (redactor.proof().leaks(name.getBytes(StandardCharsets.UTF_8))) {
      throw new Failure.Scan(
          "the dump's own name (--name, output.name) holds a secret that was found",
          "Give it another name; nothing was written.");
    }
    this.directory = directory;
    this.name = name;
    this.redactor = redactor;
  }

  /// A dump on disk.
  ///
  /// @param artifacts what is stored before the manifest
  /// @param signature the signature of the manifest; null where none was asked for
  /// @param dumpDigest the digest that the manifest states
  record Written(
      List<SealedFile> artifacts,
      @Nullable SealedFile signature,
      SealedFile manifest,
      String dumpDigest) {
    /// All files, the manifest last.
    List<SealedFile> files() {
      List<SealedFile> files = new ArrayList<>(artifacts);
      if (signature != null) {
        files.add(signature);
      }
      files.add(manifest);
      return files;
    }
  }

  /// What a manifest says beside the dump, and who signs it.
  ///
  /// @param policy the configuration the dump was made under
  /// @param before which manifests stand before it
  /// @param signing null where nobody signs
  record Sealing(PolicyRecord policy, Run run, Manifest.Before before, @Nullable Signing signing) {}

  Written write(Dump dump, List<Format> formats, Plugins plugins, Sealing sealing) throws Failure {
    try (OutputDirectory out = OutputDirectory.open(directory, redactor)) {
      List<SealedFile> rendered = render(out, dump, formats);
      if (!plugins.renderers().isEmpty()) {
        rendered.addAll(PluginDocuments.write(plugins, dump, out));
        rendered.sort((one, other) -> one.name().compareTo(other.name()));
      }
      return seal(out, dump.header(), rendered, sealing);
    } catch (IOException e) {
      throw new UncheckedIOException("a manifest in memory cannot be written", e);
    }
  }

  /// Seals what was rendered, and gives all files their names.
  ///
  /// @param out where the rendered files wait
  Written seal(OutputDirectory out, DumpHeader header, List<SealedFile> rendered, Sealing sealing)
      throws Failure, IOException {
    List<SealedFile> files = new ArrayList<>(rendered);
    files.add(checksums(out, rendered));
    Manifest manifest = new Manifest(header, sealing.policy(), rendered, sealing.run());
    String digest = manifest.dumpDigest();
    List<ManifestLink> previous = sealing.before().of(digest);
    SealedFile sealed =
        out.stage(
            name + ".manifest.json",
            "application/json",
            stream -> manifest.write(stream, digest, previous));
    SealedFile signature = signature(out, sealed, sealing.signing());
    Written written = new Written(files, signature, sealed, digest);
    out.commit(written.files().stream().map(SealedFile::name).toList());
    return written;
  }

  private @Nullable SealedFile signature(
      OutputDirectory out, SealedFile manifest, @Nullable Signing signing)
      throws Failure, IOException {
    if (signing == null) {
      return null;
    }
    Path file = out.staged(List.of(manifest)).getFirst();
    byte[] bundle = signing.sign(() -> Files.newInputStream(file));
    return out.stage(name + Signing.SUFFIX, Signing.MEDIA_TYPE, stream -> stream.write(bundle));
  }

  /// Renders every format on a thread of its own; they share nothing but the dump.
  private List<SealedFile> render(OutputDirectory out, Dump dump, List<Format> formats)
      throws Failure {
    List<Background<SealedFile>> pending = new ArrayList<>();
    for (Format format : formats) {
      pending.add(Background.start("render-" + format.id(), () -> render(out, dump, format)));
    }
    List<SealedFile> files = new ArrayList<>();
    try {
      for (Background<SealedFile> file : pending) {
        files.add(file.get());
      }
    } finally {
      pending.forEach(Background::stop);
    }
    files.sort((one, other) -> one.name().compareTo(other.name()));
    return files;
  }

  private SealedFile render(OutputDirectory out, Dump dump, Format format) throws Failure {
    return out.stage(
        name + "." + format.id(),
        mediaType(format),
        stream -> renderer(format).render(dump, stream));
  }

  static Renderer renderer(Format format) {
    return switch (format) {
      case MD -> new MarkdownRenderer();
      case JSON -> new JsonRenderer();
      case HTML -> new HtmlRenderer();
      case PATCH -> new PatchRenderer();
      case SARIF -> new SarifRenderer();
    };
  }

  private static String mediaType(Format format) {
    return switch (format) {
      case MD -> "text/markdown; charset=utf-8";
      case JSON -> "application/json";
      case HTML -> "text/html; charset=utf-8";
      case PATCH -> "text/x-diff";
      case SARIF -> "application/sarif+json";
    };
  }

  /// In the form that `sha256sum -c` reads.
  private SealedFile checksums(OutputDirectory out, List<SealedFile> rendered) throws Failure {
    StringBuilder lines = new StringBuilder();
    for (SealedFile file : rendered) {
      lines.append(file.sha256()).append("  ").append(file.name()).append('\n');
    }
    byte[] text = lines.toString().getBytes(StandardCharsets.UTF_8);
    return out.stage(
        name + ".sha256", "text/plain; charset=utf-8", (OutputStream stream) -> stream.write(text));
  }
}
