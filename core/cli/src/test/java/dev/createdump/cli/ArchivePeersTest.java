package dev.createdump.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What others read of our archives, and we of theirs.
class ArchivePeersTest {
  @TempDir Path dir;

  private static void assumeInstalled(String... programs) {
    for (String program : programs) {
      assumeTrue(
          Arrays.stream(System.getenv("PATH").split(":", -1))
              .anyMatch(place -> Files.isExecutable(Path.of(place, program))),
          program + " is not installed");
    }
  }

  private String sh(String script) throws Exception {
    Process process =
        new ProcessBuilder("sh", "-ec", script)
            .directory(dir.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }

  private void tree() throws Exception {
    sh(
        """
        mkdir -p tree/sub/empty "tree/$(printf 'n%.0s' $(seq 130))/$(printf 'o%.0s' $(seq 130))"
        echo one > tree/a.txt; echo two > tree/sub/run; chmod 755 tree/sub/run; : > tree/nothing
        echo deep > "$(find tree -type d -name 'oo*')/deep.txt"
        ln -s a.txt tree/link; printf '%s' é > tree/sub/é
        head -c 3000000 /dev/zero > tree/zeros; head -c 5000000 /dev/urandom > tree/noise
        for i in $(seq 300); do echo "text $i" > tree/sub/$i; done
        """);
  }

  private void dump(String... formats) throws IOException {
    var made =
        Invocation.in()
            .run(
                "single",
                dir.resolve("tree"),
                "--format",
                String.join(",", formats),
                "--out",
                dir.resolve("out"),
                "--name",
                "x");
    assertThat(made.code()).as(made.err()).isZero();
    for (String format : formats) {
      assertThat(dir.resolve("out/x." + format)).exists();
    }
  }

  @ParameterizedTest
  @CsvSource({"tar, cat", "tar.gz, gzip -dc", "tar.zst, zstd -qdc"})
  void tarUnpacksWhatWeWrite(String format, String unpack) throws Exception {
    assumeInstalled("tar", unpack.split(" ", -1)[0]);
    tree();
    dump(format);
    String said = sh("mkdir new; " + unpack + " out/x." + format + " | tar -xf - -C new");
    assertThat(said).isEmpty();
    sh("diff -r --no-dereference tree new; test -x new/sub/run; test ! -x new/a.txt");
    if (format.equals("tar.zst")) {
      assertThat(sh("zstd -lv out/x.tar.zst")).contains("XXH64");
      sh("zstd -tq out/x.tar.zst");
    }
  }

  @Test
  void unzipUnpacksWhatWeWrite() throws Exception {
    assumeInstalled("unzip", "zipinfo");
    tree();
    dump("zip");
    assertThat(sh("unzip -tq out/x.zip")).contains("No errors detected");
    sh("unzip -q out/x.zip -d new; diff -r --no-dereference tree new; test -x new/sub/run");
    assertThat(sh("zipinfo out/x.zip sub/run link"))
        .contains("-rwxr-xr-x  2.0 unx")
        .contains("lrwxrwxrwx  2.0 unx")
        .contains("80-Jan-01 00:00");
  }

  @Test
  void pythonReadsWhatWeWrite() throws Exception {
    assumeInstalled("python3");
    tree();
    dump("zip", "tar", "tar.gz");
    String said =
        sh(
            """
            python3 - <<'END'
            import hashlib, os, tarfile, zipfile
            want = {}
            for at, _, files in os.walk('tree'):
                for f in files:
                    p = os.path.join(at, f)
                    n = os.path.relpath(p, 'tree')
                    want[n] = os.readlink(p).encode() if os.path.islink(p) else open(p, 'rb').read()
            with zipfile.ZipFile('out/x.zip') as z:
                assert z.testzip() is None
                assert [i.filename for i in z.infolist()] == sorted(
                    (i.filename for i in z.infolist()), key=lambda n: n.rstrip('/').encode())
                got = {i.filename: z.read(i) for i in z.infolist() if not i.is_dir()}
                assert got == want, set(got) ^ set(want)
            for name in ('out/x.tar', 'out/x.tar.gz'):
                with tarfile.open(name) as t:
                    got = {}
                    for m in t:
                        assert m.uid == 0 and m.uname == 'root' and m.mtime == 315532800, m
                        if m.issym():
                            got[m.name] = m.linkname.encode()
                        elif m.isfile():
                            got[m.name] = t.extractfile(m).read()
                    assert got == want, set(got) ^ set(want)
            print('same')
            END
            """);
    assertThat(said).isEqualTo("same\n");
  }

  /// Their archives, ours to restore.
  @ParameterizedTest
  @CsvSource({
    "zip, made.zip, cd tree && zip -qry ../made.zip .",
    "zip, made.zip, cd tree && find . | zip -qy@ - > ../made.zip",
    "zstd, made.tar.zst, tar -cf - -C tree . | zstd -q -T2 --long > made.tar.zst",
    "gzip, made.tar.gz, (tar -cf - -C tree . | head -c 99999; tar -cf - -C tree . | tail -c +100000)"
        + " | gzip -c > made.tar.gz"
  })
  void weRestoreWhatTheyWrite(String program, String name, String script) throws Exception {
    assumeInstalled(program, "tar");
    tree();
    sh(script);
    var result =
        Invocation.in().run("rollback", dir.resolve(name), "--to", dir.resolve("restored"));
    assertThat(result.code()).as(result.err()).isZero();
    sh("diff -r --no-dereference tree restored; test -x restored/sub/run");
    assertThat(Invocation.in().run("archive", "verify", dir.resolve(name)).code()).isZero();
  }

  @Test
  void pythonsZipsAreRestored() throws Exception {
    assumeInstalled("python3");
    tree();
    sh(
        """
        rm tree/link; chmod 644 tree/sub/run; cd tree
        python3 -m zipfile -c ../made.zip .
        """);
    var result =
        Invocation.in().run("rollback", dir.resolve("made.zip"), "--to", dir.resolve("restored"));
    assertThat(result.code()).as(result.err()).isZero();
    sh("diff -r tree restored");
  }
}
