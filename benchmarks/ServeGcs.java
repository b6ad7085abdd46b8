import dev.createdump.testkit.gcs.FakeGcs;

/// Serves the fake of Google Cloud Storage until its input ends: bucket `bench`, token `bench`.
final class ServeGcs {
  public static void main(String[] args) throws Exception {
    try (FakeGcs fake = FakeGcs.start()) {
      fake.bucket("bench", false, false);
      fake.token("bench", FakeGcs.ALL);
      System.out.println(fake.uri());
      while (System.in.read() >= 0) {}
    }
  }
}
