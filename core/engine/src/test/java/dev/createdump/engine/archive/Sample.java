package dev.createdump.engine.archive;

import dev.createdump.engine.base.Failure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Entries of every kind, as archives are made of.
record Sample(ArchiveEntry entry, byte[] content, boolean streamed) {
  static final long TIME = 1_700_000_000;

  static Sample file(String name, byte[] content) {
    return of(name, ArchiveEntry.Kind.FILE, content);
  }

  static Sample of(String name, ArchiveEntry.Kind kind, byte[] content) {
    return of(name.getBytes(StandardCharsets.UTF_8), kind, content);
  }

  static Sample of(byte[] name, ArchiveEntry.Kind kind, byte[] content) {
    return new Sample(new ArchiveEntry(name, kind, content.length), content, false);
  }

  Sample asStream() {
    return new Sample(entry, content, true);
  }

  static byte[] text(int size) {
    Random random = new Random(size);
    StringBuilder text = new StringBuilder(size + 20);
    while (text.length() < size) {
      int word = (int) Math.abs(random.nextGaussian() * 300);
      text.append("word").append(word * word).append(word % 9 == 0 ? '\n' : ' ');
    }
    return text.substring(0, size).getBytes(StandardCharsets.US_ASCII);
  }

  static byte[] noise(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  /// Everything that a tree may hold.
  static List<Sample> all() {
    List<Sample> all = new ArrayList<>();
    all.add(file("a.txt", "one\n".getBytes(StandardCharsets.UTF_8)));
    all.add(of("b directory", ArchiveEntry.Kind.DIRECTORY, new byte[0]));
    all.add(file("c empty", new byte[0]));
    all.add(of("d/run.sh", ArchiveEntry.Kind.EXECUTABLE, text(700)));
    all.add(of("d/up", ArchiveEntry.Kind.LINK, "../a.txt".getBytes(StandardCharsets.UTF_8)));
    all.add(of("e", ArchiveEntry.Kind.LINK, "x/".repeat(150).getBytes(StandardCharsets.UTF_8)));
    all.add(file("f \ud83d\ude00 \u00e9.txt", text(3)));
    all.add(of(new byte[] {'g', (byte) 0xE9, '.', 'c'}, ArchiveEntry.Kind.FILE, text(512)));
    all.add(file("h/" + "long/".repeat(19) + "fits.txt", text(513)));
    all.add(file("i/" + "parted/".repeat(28) + "fits.txt", text(511)));
    all.add(file("j/" + "n".repeat(240) + "/" + "o".repeat(240), text(1)));
    byte[] odd = ("k/" + "n".repeat(300)).getBytes(StandardCharsets.UTF_8);
    odd[200] = (byte) 0xFF;
    all.add(of(odd, ArchiveEntry.Kind.FILE, text(77)));
    all.add(of("l/" + "d".repeat(200), ArchiveEntry.Kind.DIRECTORY, new byte[0]));
    all.add(file("m noise", noise(300_000)));
    all.add(file("n text", text(1_500_000)).asStream());
    all.add(file("o more noise", noise(5_000_000)).asStream());
    all.add(file("p whole blocks", text(DeflateBlock.SIZE * 2)).asStream());
    all.add(file("q nothing", new byte[0]).asStream());
    for (int i = 1000; i < 1600; i++) {
      all.add(file("r/" + i, text(i % 400)));
    }
    return all;
  }

  static byte[] packed(List<Sample> samples, ArchiveFormat format, int level, int threads)
      throws IOException, Failure {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ArchiveWriter.Terms terms = new ArchiveWriter.Terms(format, level, TIME, threads);
    try (ArchiveWriter writer = ArchiveWriter.open(out, terms)) {
      for (Sample sample : samples) {
        if (sample.streamed) {
          writer.add(sample.entry, to -> to.write(sample.content));
        } else {
          writer.add(sample.entry, sample.content);
        }
      }
      writer.finish();
    }
    return out.toByteArray();
  }

  static Path written(Path dir, List<Sample> samples, ArchiveFormat format) throws Exception {
    byte[] bytes = packed(samples, format, format.usualLevel(), 2);
    return Files.write(dir.resolve("sample." + format.suffix()), bytes);
  }
}
